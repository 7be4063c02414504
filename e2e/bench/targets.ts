import {
	besideNothing,
	emptyBeside,
	gateNames,
	largeNames,
	seedMsOf,
	seedNames,
	suiteNames,
} from './names'
import { type DatabaseKind, medianOf, type Results, type Unit } from './results'

type Target = {
	measure: string
	limit: number
	/** Which side of the limit holds the target. */
	bound: 'at most' | 'at least'
	unit: Unit
	/** Computes the value from the medians of one section; null where one of them was not measured. */
	value: (results: Results) => number | null
}

export type CheckedTarget = Omit<Target, 'value'> & {
	value: number | null
	/** null: not measured. */
	held: boolean | null
}

type Median = (name: string) => number

/** Computes with the medians of one section on one database. */
function from(
	section: string,
	compute: (median: Median) => number,
	on: DatabaseKind = 'postgresql',
) {
	return (results: Results): number | null => {
		const median = (name: string) =>
			medianOf(results, { section, database: on, name }) ?? Number.NaN
		const value = compute(median)
		return Number.isFinite(value) ? value : null
	}
}

const times = { unit: 'times', bound: 'at most' } as const
const seedOverTrpc = seedMsOf(seedNames.trpc)
const { raw, rawSixteen, batch, noOp, plainHttp, trpc, trpcAmongOthers, drizzleSeed, clone } =
	seedNames

const fixed: Target[] = [
	{
		...{ ...times, measure: 'seed_ms over tRPC / raw SQL', limit: 1.5 },
		value: from('seeds', (median) => median(seedOverTrpc) / median(raw)),
	},
	{
		...{ ...times, measure: '(seed over tRPC − a call that does nothing) / raw SQL', limit: 2 },
		value: from('seeds', (median) => (median(trpc) - median(noOp)) / median(raw)),
	},
	{
		...{ ...times, measure: 'a call that does nothing / plain HTTP', limit: 1.3 },
		value: from('seeds', (median) => median(noOp) / median(plainHttp)),
	},
	{
		...{ unit: 'times', bound: 'at least', measure: 'drizzle-seed / seed over tRPC', limit: 3 },
		value: from('seeds', (median) => median(drizzleSeed) / median(trpcAmongOthers)),
	},
	{
		...{ unit: 'times', bound: 'at least', measure: 'clone and drop / seed over tRPC', limit: 8 },
		value: from('seeds', (median) => median(clone) / median(trpcAmongOthers)),
	},
	{
		...{ ...times, measure: '16 workers in one batch / 16 raw, one after the other', limit: 1 },
		value: from('seeds', (median) => median(batch) / median(rawSixteen)),
	},
	{
		...{ ...times, measure: 'seed_ms of 100,000 facts / INSERT … SELECT', limit: 1.2 },
		value: from(
			'large',
			(median) =>
				median(seedMsOf(largeNames.seed('100,000'))) / median(largeNames.insertSelect('100,000')),
		),
	},
	{
		...{ measure: 'memory that 100,000 facts take', limit: 20, bound: 'at most', unit: 'MB' },
		value: from('large', (median) => median(largeNames.growth)),
	},
	{
		...{ measure: 'seeding’s share of the suite', limit: 1, bound: 'at most', unit: '%' },
		value: from('suite', (median) => median(suiteNames.share(2)), 'embedded'),
	},
	{
		...{ measure: 'suite: 1 worker / 2 workers', limit: 1.7, bound: 'at least', unit: 'times' },
		value: from(
			'suite',
			(median) => median(suiteNames.wall(1)) / median(suiteNames.wall(2)),
			'embedded',
		),
	},
	{
		...{ ...times, measure: 'suite, 2 workers: wall / max(longest test, CPU / cores)', limit: 1.2 },
		value: from('suite', (median) => median(suiteNames.bound(2)), 'embedded'),
	},
	{
		...{ ...times, measure: 'fact.list: gate closed / no guard', limit: 1.02 },
		value: from('gate', (median) => median(gateNames.closed) / median(gateNames.noGuard)),
	},
]

/** One target for each case of `beside`, whose sizes are smaller in a quick run. */
function besideTargets({ sections }: Results): Target[] {
	const measured = sections.find(
		({ section, database }) => section === 'beside' && database === 'postgresql',
	)
	const names = measured?.measures.map(({ name }) => name) ?? []
	return names
		.filter((name) => names.includes(seedMsOf(emptyBeside(name))) && name !== besideNothing)
		.map((name) => ({
			...{ ...times, measure: `seed_ms beside ${name} / beside nothing`, limit: 1.1 },
			value: from(
				'beside',
				(median) => median(seedMsOf(name)) / median(seedMsOf(emptyBeside(name))),
			),
		}))
}

/** What the product promises about its speed, and whether the run bears it out. */
export function checkTargets(results: Results): CheckedTarget[] {
	return [...fixed, ...besideTargets(results)].map(({ value: compute, ...target }) => {
		const value = compute(results)
		const isHeld = (at: number) =>
			target.bound === 'at most' ? at <= target.limit : at >= target.limit
		return { ...target, value, held: value === null ? null : isHeld(value) }
	})
}
