/** The contenders of the section `seeds`, in the order of its table. */
export const seedNames = {
	raw: 'raw SQL, one transaction',
	rawAtOnce: 'raw SQL, statements sent at once',
	inProcess: 'testHelpers.seed in process',
	trpc: 'testHelpers.seed over tRPC',
	rest: 'testHelpers.seed over REST',
	noOp: 'a call that does nothing (health)',
	plainHttp: 'the same over plain HTTP',
	batch: '16 workers in one batch',
	rawSixteen: '16 raw transactions, one after the other',
	drizzleSeed: 'drizzle-seed: reset and seed',
	truncate: 'TRUNCATE of all tables and raw SQL',
	schema: 'a schema per test: migrate and drop',
	clone: 'a database per test: clone and drop',
	trpcAmongOthers: 'testHelpers.seed over tRPC, in turns with these four',
} as const

const { drizzleSeed, truncate, schema, clone } = seedNames

/** The contenders that burden the disk so much that they are measured apart, in turns with a seed. */
export const otherWayNames: string[] = [drizzleSeed, truncate, schema, clone]

export const largeNames = {
	seed: (facts: string) => `seed of ${facts} facts`,
	insertSelect: (facts: string) => `INSERT … SELECT of ${facts} rows`,
	copy: (facts: string) => `COPY of ${facts} rows`,
	growth: 'growth of the server’s resident memory',
} as const

export const gateNames = {
	closed: 'fact.list, gate closed',
	closedAgain: 'the same again (A/A)',
	noGuard: 'fact.list without a guard',
} as const

const ofWorkers = (count: number) => (count === 1 ? '1 worker' : `${count} workers`)

export const suiteNames = {
	of: ofWorkers,
	wall: (workers: number) => `${ofWorkers(workers)}: wall time of the tests`,
	share: (workers: number) => `${ofWorkers(workers)}: share of seeding in the tests’ times`,
	bound: (workers: number) => `${ofWorkers(workers)}: wall time / max(longest test, CPU / cores)`,
} as const

/** The measure of the milliseconds in the database that a seed tells. */
export const seedMsOf = (name: string) => `${name}, seed_ms`

/** The measure of the empty database that a case of `beside` is compared with. */
export const emptyBeside = (name: string) => `an empty database in turns with ${name}`

/** The case of `beside` in which both databases are empty, which says how exact the others are. */
export const besideNothing = 'nothing (A/A)'
