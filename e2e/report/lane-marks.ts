import { type Html, html } from './html'
import type { Incident } from './incidents'
import { type Bar, barsOf, type Restart, restartsOf } from './lane-bars'
import { calmBar, incidentShape, markAt, restartShape, seedBar, tallBar } from './lane-layout'
import { changesWords, durationOf, outcomeOf, seedWords, statusWords } from './outcome'
import type { TestRecord } from './report'
import type { Lane, Model } from './run-model'
import type { TimeAxis } from './time-axis'
import { duration, shortened } from './words'

/** Narrower bars have no edges, which would cover them. */
const edgeFrom = 4

/** What is drawn in the row of one worker: restarts, tests with their seeds, and requests that broke isolation. */
export function laneMarks(
	lane: Lane & { incidents: Incident[] },
	top: number,
	axis: TimeAxis,
	{ anchors, start }: Pick<Model, 'anchors' | 'start'>,
): Html {
	const bars = barsOf(lane.tests)
	return html`${restartsOf(bars).map((restart) => restartMark(restart, top, axis))}${bars.map((bar) => testBar(bar, anchors.get(bar.test) ?? '', top, axis))}${lane.incidents.map((incident) => incidentMark(incident, top, axis, start))}`
}

function testBar({ test, from, to }: Bar, anchor: string, top: number, axis: TimeAxis): Html {
	const outcome = outcomeOf(test)
	const { top: offset, height } = outcome === 'failed' || outcome === 'cut-off' ? tallBar : calmBar
	const width = axis.span(from, to)
	const isThin = (Number.parseFloat(width) / 100) * axis.minWidth < edgeFrom
	const seeds = test.seeds.filter(({ kept }) => !kept)
	return html`<a href="#${anchor}" tabindex="-1"><rect class="bar ${outcome}${isThin ? ' thin' : ''}" x="${axis.place(from)}" width="${width}" y="${top + offset}" height="${height}"><title>${titleOf(test)}</title></rect></a>${seeds.map(
		(seed) =>
			html`<rect class="seed" x="${axis.place(seed.startedAt)}" width="${axis.span(seed.startedAt, Math.min(seed.endedAt, to))}" y="${top + seedBar.top}" height="${seedBar.height}"/>`,
	)}
`
}

function titleOf(test: TestRecord): string {
	const ms = durationOf(test)
	return [
		shortened(test.label, 200),
		`${statusWords(test)}, ${ms === null ? 'end not known' : duration(ms)}`,
		`seed ms: ${seedWords(test)}`,
		`changed: ${changesWords(test).join(', ')}`,
	].join('\n')
}

function restartMark({ from, to, process }: Restart, top: number, axis: TimeAxis): Html {
	const [left, middle, right] = [axis.place(from), axis.place((from + to) / 2), axis.place(to)]
	const y = top + calmBar.top + calmBar.height / 2
	return html`<g class="restart"><title>The worker started again, as process ${process}: ${duration(to - from)} without a test</title><line x1="${left}" x2="${right}" y1="${y}" y2="${y}"/><svg class="mark" x="${middle}" y="${top + markAt}"><path d="${restartShape}"/></svg></g>
`
}

function incidentMark(
	{ at, code, message }: Incident,
	top: number,
	axis: TimeAxis,
	start: number,
): Html {
	if (at === null) return html``
	const place = axis.place(at)
	const bottom = top + tallBar.top + tallBar.height
	return html`<g class="incident"><title>${`${code} at ${duration(at - start)}\n${shortened(message, 400)}`}</title><line x1="${place}" x2="${place}" y1="${top + markAt}" y2="${bottom}"/><svg class="mark" x="${place}" y="${top + markAt}"><path d="${incidentShape}"/></svg></g>
`
}
