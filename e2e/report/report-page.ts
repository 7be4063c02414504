import { html } from './html'
import { pageHead, runNames } from './page-head'
import { pageStyle } from './page-style'
import type { IsolationReport } from './report'
import { modelOf } from './run-model'
import { seedTimes } from './seed-times'
import { testTables } from './test-table'
import { timeLine } from './time-line'
import { violationList } from './violation-list'
import { workerTable } from './worker-table'

/** One HTML document that shows what the runs of these reports did. It has no script and loads nothing. */
export function reportPage(reports: IsolationReport[]): string {
	const model = modelOf(reports)
	const sections =
		reports.length === 0
			? null
			: html`${timeLine(model)}
${violationList(model)}
<section aria-labelledby="workers">
<h2 id="workers">Workers</h2>
${workerTable(model)}
</section>
<section aria-labelledby="seed-times">
<h2 id="seed-times">Seed times</h2>
${seedTimes(model)}
</section>
${testTables(model)}`
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>Isolation of ${runNames(model)}</title>
<style>${pageStyle}</style>
</head>
<body>
<svg class="shared" aria-hidden="true"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5"/><line x1="0" x2="0" y1="0" y2="5"/></pattern></defs></svg>
<main>
${pageHead(model)}${sections}
</main>
</body>
</html>
`.text
}
