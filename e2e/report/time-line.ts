import { type Html, html } from './html'
import { laneHeight, sectionHeight, tickHeight } from './lane-layout'
import { laneMarks } from './lane-marks'
import { legend } from './legend'
import { durationOf } from './outcome'
import type { Lane, Model, Section } from './run-model'
import { type TimeAxis, timeAxis } from './time-axis'
import { counted, duration } from './words'

type Row = { top: number; height: number; section: Section; lane: Lane | null }

/** The picture of the run: a row for each worker, a bar for each test, on one axis of time. */
export function timeLine(model: Model): Html {
	const { sections, tests, incidents, start, end } = model
	const rows = rowsOf(sections)
	if (rows.length === 0) return html``
	const durations = tests.flatMap((test) => durationOf(test) ?? [])
	const axis = timeAxis(start, end, durations)
	const height = rows.reduce((sum, row) => sum + row.height, tickHeight)
	const words = [
		counted(rows.filter(({ lane }) => lane).length, 'worker'),
		counted(tests.length, 'test'),
		duration(end - start),
		`${counted(incidents.length, 'request')} that broke isolation`,
	]
	const label = `Time line: ${words.join(', ')}. The tables below say the same.`
	// Hidden from screen readers are bars and marks, whose links are short cuts for a pointer: the tables have them all.
	return html`<section aria-labelledby="time-line">
<h2 id="time-line">Time line</h2>
<div class="picture" tabindex="0" role="group" aria-labelledby="time-line">
<div class="names" aria-hidden="true" style="padding-top:${tickHeight}px">${rows.map(nameOf)}</div>
<svg role="group" aria-label="${label}" height="${height}" style="min-width:${axis.minWidth}px"><g aria-hidden="true">
${sections.map((section) =>
	running(
		rows.filter((row) => row.section === section),
		axis,
	),
)}
${axis.ticks.map(({ at, label: seconds }) => tick(axis.place(at), seconds, height))}
${rows.map((row) => rowMarks(row, axis, model))}
</g></svg>
</div>
${legend(sections)}
</section>
`
}

function rowsOf(sections: Section[]): Row[] {
	let top = tickHeight
	const add = (height: number, section: Section, lane: Lane | null): Row => {
		top += height
		return { top: top - height, height, section, lane }
	}
	return sections.flatMap((section) => [
		...(section.name ? [add(sectionHeight, section, null)] : []),
		...section.lanes.map((lane) => add(laneHeight, section, lane)),
	])
}

function nameOf({ lane, section, height }: Row): Html {
	return lane
		? html`<div class="name" style="height:${height}px">worker ${lane.worker}</div>`
		: html`<div class="section-name" style="height:${height}px"><span>${section.name}</span></div>`
}

function tick(place: string, label: string, height: number): Html {
	const percent = Number.parseFloat(place)
	// At the ends of the axis a centred label would stand out of it.
	const anchor = percent === 0 ? '' : percent > 96 ? ' right' : ' centred'
	return html`<line class="tick" x1="${place}" x2="${place}" y1="${tickHeight - 6}" y2="${height}"/><text class="tick-label${anchor}" x="${place}" y="${tickHeight - 11}">${label}</text>
`
}

function rowMarks({ lane, section, top, height }: Row, axis: TimeAxis, model: Model): Html {
	if (!lane) return html``
	const line = html`<line class="row" x1="0" x2="100%" y1="${top + height}" y2="${top + height}"/>`
	const incidents = section.incidents.filter(({ worker }) => worker === lane.worker)
	return html`${line}<g class="lane" data-worker="${lane.worker}">
${laneMarks({ ...lane, incidents }, top, axis, model)}</g>
`
}

/** Behind the rows of a section the time in which its shard was running: elsewhere they are empty for a reason. */
function running(rows: Row[], axis: TimeAxis): Html {
	const [first] = rows
	if (!first?.section.name) return html``
	const { startedAt, endedAt } = first.section.report
	const height = rows.reduce((sum, row) => sum + row.height, 0)
	return html`<rect class="running" x="${axis.place(startedAt)}" width="${axis.span(startedAt, endedAt)}" y="${first.top}" height="${height}"/>
`
}
