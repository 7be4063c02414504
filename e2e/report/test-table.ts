import { type Html, html } from './html'
import { changesWords, durationOf, outcomeOf, seedWords, statusWords } from './outcome'
import type { TestRecord } from './report'
import type { Model } from './run-model'
import { testLabel } from './test-label'
import { counted, duration, shortHash } from './words'

/** More tests than that are folded, below the ones that are worth a look. */
const unfolded = 50
const [slowestCount, notableCount] = [5, 50]

/** The tests of the page, with the slowest and the ones that did not go well before all of them. */
export function testTables(model: Model): Html {
	const { tests, incidents } = model
	if (tests.length === 0)
		return html`<section aria-labelledby="tests"><h2 id="tests">Tests</h2><p>No test ran.</p></section>`
	const broke = new Set(incidents.map(({ test }) => test))
	const notable = tests.filter(
		(test) => broke.has(test) || ['failed', 'cut-off'].includes(outcomeOf(test)),
	)
	const slowest = [...tests]
		.sort((one, other) => (durationOf(other) ?? 0) - (durationOf(one) ?? 0))
		.slice(0, slowestCount)
	const rest = notable.length - notableCount
	const all = table('all', tests, model, true)
	return html`<section aria-labelledby="tests">
<h2 id="tests">Tests</h2>
${
	notable.length > 0
		? html`<h3 id="notable">Not as expected</h3>
${table('notable', notable.slice(0, notableCount), model)}${rest > 0 ? html`<p class="soft">And ${rest} more, in the table of all tests.</p>` : null}`
		: null
}
${
	tests.length > slowestCount
		? html`<h3 id="slowest">Slowest</h3>
${table('slowest', slowest, model)}`
		: null
}
<h3 id="all">All tests</h3>
${
	tests.length > unfolded
		? html`<details><summary>${counted(tests.length, 'test')} in the order of their start</summary>
${all}
</details>`
		: all
}
</section>
`
}

function table(heading: string, tests: TestRecord[], model: Model, isAnchored = false): Html {
	const names = new Map(
		model.sections.flatMap(({ name, report }) => report.tests.map((test) => [test, name] as const)),
	)
	const broke = new Map<TestRecord | null, number>()
	for (const { test } of model.incidents) broke.set(test, (broke.get(test) ?? 0) + 1)
	const rows = tests.map((test) => {
		const id = model.anchors.get(test) ?? ''
		const row = { id: isAnchored ? id : null, section: names.get(test) ?? '' }
		return testRow(test, { ...row, broke: broke.get(test) ?? 0, start: model.start })
	})
	return html`<div class="table" tabindex="0" role="group" aria-labelledby="${heading}"><table class="tests">
<thead><tr><th scope="col">Test</th><th scope="col">Status</th><th scope="col">Worker</th><th scope="col" class="number">Start</th><th scope="col" class="number">Duration</th><th scope="col" class="number">Seed ms</th><th scope="col">Hash</th><th scope="col">Changed</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>`
}

type RowOptions = { id: string | null; section: string; broke: number; start: number }

function testRow(test: TestRecord, { id, section, broke, start }: RowOptions): Html {
	const ms = durationOf(test)
	const outcome = outcomeOf(test)
	const anchor = id === null ? null : html` id="${id}"`
	const words = broke > 0 ? `, ${counted(broke, 'request')} broke isolation` : ''
	return html`<tr${anchor}><th scope="row">${testLabel(test.label)}</th><td class="status ${outcome}${broke > 0 ? ' bad' : ''}">${statusWords(test) + words}</td><td>${test.worker}${section ? html`<span class="part">${section}</span>` : null}</td><td class="number">${duration(test.startedAt - start)}</td><td class="number">${ms === null ? '–' : duration(ms)}</td><td class="number">${seedWords(test)}</td><td class="hash">${hashes(test)}</td><td class="changed">${changesWords(test).map((words) => html`<div>${words}</div>`)}</td></tr>
`
}

function hashes({ seeds, hashAfter }: TestRecord): Html {
	const before = seeds.at(-1)?.contentHash
	const code = (hash: string) => html`<code>${shortHash(hash)}</code>`
	if (before === undefined) return hashAfter === null ? html`–` : html`– → ${code(hashAfter)}`
	if (hashAfter === null) return html`${code(before)} → –`
	if (hashAfter === before) return html`${code(before)} unchanged`
	return html`${code(before)} → ${code(hashAfter)}`
}
