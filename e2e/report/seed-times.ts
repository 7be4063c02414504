import { type Html, html } from './html'
import type { Model } from './run-model'
import { counted, milliseconds } from './words'

const [top, bottom, height] = [52, 132, 158]
const bins = 48

/** How long seeding took in the database: a histogram, whose axis is logarithmic as one slow seed would flatten the rest. */
export function seedTimes({ tests }: Pick<Model, 'tests'>): Html {
	const times = tests
		.flatMap(({ seeds }) => seeds.filter(({ kept }) => !kept).map(({ seedMs }) => seedMs))
		.sort((one, other) => one - other)
	const slowest = times.at(-1)
	if (slowest === undefined) return html`<p>No test seeded.</p>`
	if (times.length === 1) return html`<p>The one seed took ${milliseconds(slowest)} ms.</p>`
	const [from, to] = [10 ** decade(times[0] ?? 1), 10 ** (decade(slowest) + 1)]
	const share = (ms: number) =>
		Math.min(1, Math.max(0, Math.log(Math.max(ms, from) / from) / Math.log(to / from)))
	const counts = Array.from({ length: bins }, () => 0)
	for (const ms of times) {
		const bin = Math.min(bins - 1, Math.floor(share(ms) * bins))
		counts[bin] = (counts[bin] ?? 0) + 1
	}
	const highest = counts.reduce((one, other) => Math.max(one, other))
	const named: [name: string, ms: number][] = [
		['p50', percentile(times, 0.5)],
		['p95', percentile(times, 0.95)],
		['max', slowest],
	]
	const words = named.map(([name, ms]) => `${name} ${milliseconds(ms)} ms`)
	return html`<svg class="histogram" role="img" height="${height}" aria-label="${`Times of ${counted(times.length, 'seed')}: ${words.join(', ')}`}">
${counts.map((count, at) => bin(at, count / highest))}
<line class="base" x1="0" x2="100%" y1="${bottom}" y2="${bottom}"/>
${ticksOf(from, to).map((ms) => tick(share(ms), ms))}
${named.map(([, ms], at) => statistic(share(ms), words[at] ?? '', 12 + 16 * at))}
</svg>`
}

/** The least value that so large a part of the sorted values does not exceed, as the server counts percentiles. */
export function percentile(sorted: number[], part: number): number {
	return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0
}

function decade(ms: number): number {
	return Math.floor(Math.log10(Math.max(ms, 0.1)))
}

function ticksOf(from: number, to: number): number[] {
	const decades = Array.from(
		{ length: Math.round(Math.log10(to / from)) },
		(_, at) => from * 10 ** at,
	)
	// More than two decades leave no room for labels between them.
	const factors = decades.length > 2 ? [1] : [1, 2, 5]
	const ticks = [...decades.flatMap((each) => factors.map((factor) => factor * each)), to]
	return ticks.map((tick) => Number(tick.toPrecision(3)))
}

function bin(at: number, share: number): Html {
	if (share === 0) return html``
	const full = Math.max(2, share * (bottom - top))
	return html`<rect class="bin" x="${percent(at / bins)}" width="${percent(1 / bins)}" y="${(bottom - full).toFixed(1)}" height="${full.toFixed(1)}"/>`
}

function tick(share: number, ms: number): Html {
	const [place, anchor] = [percent(share), share === 0 ? '' : share === 1 ? ' right' : ' centred']
	return html`<line class="base" x1="${place}" x2="${place}" y1="${bottom}" y2="${bottom + 4}"/><text class="tick-label${anchor}" x="${place}" y="${bottom + 18}">${ms.toLocaleString('en-GB')}${share === 0 ? ' ms' : ''}</text>`
}

function statistic(share: number, words: string, y: number): Html {
	const isRight = share > 0.7
	return html`<line class="statistic" x1="${percent(share)}" x2="${percent(share)}" y1="${y - 10}" y2="${bottom}"/><svg class="mark" x="${percent(share)}" y="${y}"><text class="statistic-label${isRight ? ' right' : ''}" x="${isRight ? -6 : 6}">${words}</text></svg>`
}

function percent(share: number): string {
	return `${Number((100 * share).toFixed(3))}%`
}
