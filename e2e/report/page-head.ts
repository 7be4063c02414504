import { type Html, html } from './html'
import type { Model } from './run-model'
import { tally, verdict } from './verdict'
import { distinct, duration, shortened } from './words'

/** The runs of the page in words, for its heading and its title. */
export function runNames({ sections }: Model): string {
	const runs = distinct(sections.map(({ report }) => report.run))
	return runs.length > 0 ? runs.join(', ') : 'without a report'
}

/** The head of the page: the verdict, and what was run where and when. */
export function pageHead(model: Model): Html {
	const { sections, incidents, start, end } = model
	const reports = sections.map(({ report }) => report)
	const databases = reports.map(({ database: { kind, version } }) => `${kind} ${version}`)
	const commits = distinct(reports.map(({ commit }) => commit ?? 'not known'))
	const facts: [name: string, value: Html | string][] = [
		['Database', distinct(databases).join(', ')],
		['Commit', html`<code>${commits.map(shortCommit).join(', ')}</code>`],
		['Started', html`<time>${moment(start)}</time>`],
		['Duration', duration(end - start)],
	]
	const rows = facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)
	const state = incidents.length > 0 ? 'broken' : 'whole'
	return html`<header>
<p class="kind">Isolation report</p>
<h1>Run ${runNames(model)}</h1>
<p class="verdict ${sections.length > 0 ? state : ''}">${verdict(model)}</p>
${sections.length > 0 ? html`<p class="tally">${tally(model)}</p><dl>${rows}</dl>` : null}
</header>
`
}

/** Twelve digits, and whether files had been changed. */
function shortCommit(commit: string): string {
	return shortened(commit.replace(/^([0-9a-f]{12})[0-9a-f]+/, '$1'), 40)
}

function moment(at: number): string {
	return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
