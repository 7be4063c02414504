import { type Html, html } from './html'
import type { WorkerReport } from './report'
import type { Model } from './run-model'
import { milliseconds, shortHash } from './words'

/** What the server counted for each worker. */
export function workerTable({ sections }: Model): Html {
	const isNamed = sections.some(({ name }) => name)
	const rows = sections.flatMap(({ name, report }) =>
		report.workers.map((worker) => workerRow(worker, isNamed ? name : null)),
	)
	if (rows.length === 0) return html`<p>The server knows of no worker.</p>`
	return html`<div class="table" tabindex="0" role="group" aria-labelledby="workers"><table class="workers">
<thead><tr>${isNamed ? html`<th scope="col">Part</th>` : null}<th scope="col">Worker</th><th scope="col" class="number">Seeds</th><th scope="col" class="number">Tests</th><th scope="col" class="number">p50 ms</th><th scope="col" class="number">p95 ms</th><th scope="col">Hash at the end</th><th scope="col">After the cleanup</th><th scope="col" class="number">Violations</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>`
}

function workerRow(row: WorkerReport, name: string | null): Html {
	const { worker, seeds, tests, p50_ms, p95_ms, hash_before, hash_after, violations } = row
	const section = name === null ? null : html`<td>${name}</td>`
	return html`<tr>${section}<th scope="row">${worker}</th>${[seeds, tests].map(number)}${[p50_ms, p95_ms].map((ms) => number(milliseconds(ms)))}${[hash_before, hash_after].map(hash)}<td class="number${violations > 0 ? ' bad' : ''}">${violations}</td></tr>
`
}

function number(value: string | number): Html {
	return html`<td class="number">${value}</td>`
}

function hash(value: string | null): Html {
	return value === null
		? html`<td class="soft">gone</td>`
		: html`<td><code>${shortHash(value)}</code></td>`
}
