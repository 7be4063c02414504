import { type Html, html } from './html'
import { barsOf, restartsOf } from './lane-bars'
import { incidentShape, restartShape } from './lane-layout'
import { outcomeOf, outcomes } from './outcome'
import type { Section } from './run-model'

/** Says what the marks of the time line mean, those that occur in it. */
export function legend(sections: Section[]): Html {
	const lanes = sections.flatMap((section) => section.lanes)
	const tests = lanes.flatMap((lane) => lane.tests)
	const items = [
		...outcomes
			.filter((outcome) => tests.some((test) => outcomeOf(test) === outcome))
			.map((outcome) => item(sample(outcome), outcome.replace('-', ' '))),
		...(tests.some(({ seeds }) => seeds.some(({ kept }) => !kept))
			? [item(html`<rect class="seed" x="8" y="8" width="4" height="5"/>`, 'seed')]
			: []),
		...(sections.some(({ incidents }) => incidents.some(({ at }) => at !== null))
			? [item(mark('incident', incidentShape), 'broke isolation')]
			: []),
		...(lanes.some((lane) => restartsOf(barsOf(lane.tests)).length > 0)
			? [item(mark('restart', restartShape), 'worker started again')]
			: []),
	]
	return html`<ul class="legend">${items}</ul>`
}

function item(shape: Html, words: string): Html {
	return html`<li><svg width="20" height="16" aria-hidden="true">${shape}</svg>${words}</li>
`
}

function sample(outcome: string): Html {
	const [y, height] = outcome === 'failed' || outcome === 'cut-off' ? [1, 14] : [4, 9]
	return html`<rect class="bar ${outcome}" x="1" y="${y}" width="18" height="${height}"/>`
}

function mark(name: string, shape: string): Html {
	return html`<g class="${name}"><svg class="mark" x="10" y="8"><path d="${shape}"/></svg></g>`
}
