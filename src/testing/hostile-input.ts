import fc from 'fast-check'
import type { z } from 'zod'
import { factSorts } from '@/domain/fact-sort'
import { factStatuses } from '@/domain/fact-status'
import { limits } from '@/domain/limits'
import { outputModes } from '@/domain/output-mode'

/** Ids of existing rows, so that a generated input passes the validation. `fitting` has an id by the name of its field. */
export type KnownIds = { facts: string[]; others: string[]; fitting: Record<string, string> }

const texts = [
	...['', ' ', '\0', 'a\0b', '\ud800', '\udc00 𝛥', '%', '_', '\\', "'; drop table facts; --", '$1'],
	...['NaN', 'null', 'Infinity', '1e400', '🧪'.repeat(120), 'a'.repeat(2_001), '../../etc/passwd'],
	...[
		'__proto__',
		'constructor',
		'{}',
		'2024-01-01',
		'https://example.com/',
		'javascript:alert(1)',
	],
]
const numbers = [-1, 0, 1, -0, 0.5, 200, 201, 100_001, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e308]

const text = fc.oneof(
	fc.constantFrom(...texts),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.string({ maxLength: 20 }),
)
const number = fc.oneof(fc.constantFrom(...numbers), fc.double(), fc.integer())

const reviewed = {
	status: fc.constantFrom(...factStatuses),
	...{ pinned: fc.boolean(), keyClaim: fc.boolean(), removed: fc.boolean() },
	...{ addTag: text, removeTag: text },
}

function anyId({ facts, others }: KnownIds): fc.Arbitrary<string> {
	const [first = ''] = facts
	return fc.constantFrom(
		...[...facts, ...others, first.toUpperCase(), first.slice(1)],
		...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
	)
}

/** Likely values of fields, by name; a field without an entry gets an id. */
function likelyValues({ facts, fitting }: KnownIds, id: fc.Arbitrary<string>) {
	const lease = {
		run: fc.oneof(fc.constantFrom('other', 'r'), text),
		shard: fc.oneof(fc.constant(0), number),
		worker: fc.oneof(fc.constant(0), number),
		...{ label: text, ttl_minutes: number },
	}
	const values: Record<string, fc.Arbitrary<unknown>> = {
		factIds: fc.oneof(
			fc.uniqueArray(fc.constantFrom(...facts), { maxLength: facts.length }),
			fc.constant(Array.from({ length: limits.factsPerSynthesis + 1 }, () => facts[0])),
		),
		changes: fc.array(
			fc.oneof(
				...Object.entries(reviewed).map(([name, value]) =>
					fc.record({
						factIds: fc.uniqueArray(fc.constantFrom(...facts)),
						set: fc.record({ [name]: value }),
					}),
				),
				fc.record(
					{ factIds: fc.array(id), set: fc.record(reviewed, { requiredKeys: [] }) },
					{ requiredKeys: [] },
				),
			),
			{ maxLength: 3 },
		),
		facts: fc.array(
			fc.oneof(
				fc.record({ sourceId: fc.constant(fitting.sourceId), claim: fc.string({ minLength: 1 }) }),
				fc.record(
					{
						sourceId: fc.oneof(fc.constant(fitting.sourceId), id),
						claim: text,
						...{ quoteStart: number, quoteEnd: number, confidence: number },
						...{ status: reviewed.status, pinned: reviewed.pinned, keyClaim: reviewed.keyClaim },
					},
					{ requiredKeys: ['sourceId', 'claim'] },
				),
			),
			{ maxLength: 3 },
		),
		cursor: fc.oneof(fc.constant(undefined), fc.array(fc.oneof(id, number), { maxLength: 6 })),
		statuses: fc.array(reviewed.status, { maxLength: 6 }),
		sort: fc.constantFrom(...factSorts),
		version: fc.oneof(fc.constant(1), number),
		lease: fc.record(lease, { requiredKeys: ['run', 'shard', 'worker'] }),
		mode: fc.constantFrom(...outputModes),
		...{ pinned: reviewed.pinned, bySource: fc.boolean() },
		scenario: fc.constantFrom('research', 'review'),
		facts_count: fc.constantFrom(0, 1, 2, 3, -1, 100_001, 0.5, '3'),
		run: fc.constantFrom('other', 'r', 'a/b', ''),
		limit: fc.constantFrom(0, 1, 200, 201),
		quoteStart: fc.constantFrom(0, 1, 5, 3_000, 2 ** 31),
		quoteEnd: fc.constantFrom(1, 5, 6, 3_000, 2 ** 31),
		...{ reset: fc.boolean(), shard: number },
		...{ title: text, name: text, claim: text, search: text, text, url: text },
		...{ note: text, tags: fc.array(text, { maxLength: 3 }) },
	}
	return (name: string) => {
		const fits = fitting[name]
		return values[name] ?? (fits ? fc.oneof(fc.constant(fits), id) : id)
	}
}

/** Inputs that mostly pass the validation, so that the code behind it runs: the required fields and some optional fields. */
function fittingInput(schemas: z.ZodType[], { fitting }: KnownIds): fc.Arbitrary<object> {
	const factIds = fitting.factId ? [fitting.factId] : []
	const values: Record<string, unknown> = {
		...{ ...fitting, project_id: fitting.projectId, run: 'other', shard: 0, facts_count: 1 },
		...{ factIds, changes: [{ factIds, set: { pinned: true } }], version: 1, mode: 'split' },
		...{ claim: 'A claim', title: 'A title', name: 'A name', text: 'A text', search: 'text' },
		...{ statuses: ['approved'], sort: 'position', bySource: true, limit: 1 },
		...{ quoteStart: 0, quoteEnd: 5, pinned: true, reset: true, note: 'A note', tags: ['a tag'] },
	}
	const fields = schemas.flatMap((schema) => Object.entries(shapeOf(schema)))
	const known = fields.filter(([name]) => name in values)
	const required = known.filter(([, schema]) => !schema.safeParse(undefined).success)
	return fc.record(Object.fromEntries(known.map(([name]) => [name, fc.constant(values[name])])), {
		requiredKeys: required.map(([name]) => name),
	})
}

/** Inputs for a procedure with these schemas: fitting and near-valid ones, mutated in a field, with a field more or less, or anything at all. */
export function hostileInput(schemas: z.ZodType[], known: KnownIds): fc.Arbitrary<unknown> {
	const id = anyId(known)
	const anything = fc.oneof(
		...[id, text, number, fc.boolean(), fc.jsonValue({ maxDepth: 2 })],
		fc.constantFrom(null, undefined, Number.NaN, [], {}),
		fc.array(fc.oneof(id, text), { maxLength: 4 }),
	)
	const likely = likelyValues(known, id)
	const names = [...new Set(schemas.flatMap((schema) => Object.keys(shapeOf(schema))))]
	const fields = Object.fromEntries(names.map((name) => [name, likely(name)]))
	const near = fc.record(fields, { requiredKeys: names })
	const withField = (name: fc.Arbitrary<string>) =>
		fc.tuple(near, name, anything).map(([valid, field, value]) => ({ ...valid, [field]: value }))
	return fc.oneof(
		{ weight: 3, arbitrary: fittingInput(schemas, known) },
		{ weight: 4, arbitrary: withField(fc.constantFrom('extra', ...names)) },
		{ weight: 3, arbitrary: near },
		{ weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
		{ weight: 1, arbitrary: withField(text) },
		{ weight: 1, arbitrary: anything },
	)
}

function shapeOf(schema: z.ZodType): Record<string, z.ZodType> {
	const { shape, innerType } = schema.def as { shape?: z.ZodRawShape; innerType?: z.ZodType }
	if (shape) return shape as Record<string, z.ZodType>
	return innerType ? shapeOf(innerType) : {}
}
