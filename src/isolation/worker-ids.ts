import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'

/** The name of a run that nobody named. */
export const localRun = 'local'

const workerNamespace = 'b6d3a0c2-5f1e-4b7a-9c58-2f6f0b9a4e11'

/** Whether a text is a UUID, of any version and in any case, that PostgreSQL reads as one. */
export function isUuid(text: string): boolean {
	return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/** The name-based UUID (RFC 9562, version 3: MD5) of `name` in `namespace`. */
export function uuidV3(namespace: string, name: string): string {
	const hash = createHash('md5')
		.update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
		.update(name, 'utf8')
		.digest()
	hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x30, 6)
	hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
	return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * SQL for the MD5 digest that `uuidV3FromDigest` turns into the UUID. Two functions, so that a row's digest is
 * computed once.
 */
export function digestSql(namespace: string, name: SQL): SQL {
	return sql`decode(md5(uuid_send(${namespace}::uuid) || convert_to(${name}, 'UTF8')), 'hex')`
}

export function uuidV3FromDigest(digest: SQL): SQL {
	const versioned = sql`set_byte(${digest}, 6, get_byte(${digest}, 6) & 15 | 48)`
	return sql`encode(set_byte(${versioned}, 8, get_byte(${digest}, 8) & 63 | 128), 'hex')::uuid`
}

export type WorkerSlot = {
	run: string
	/** 0: not sharded. */
	shard: number
	/** Playwright's `parallelIndex`. */
	worker: number
}

/**
 * The id of a worker's root: readable in an unsharded local run, else derived from run, shard and worker. Throws
 * RangeError for a worker beyond 999 in a local run.
 */
export function workerRootId({ run, shard, worker }: WorkerSlot): string {
	if (!isLocalRun({ run, shard })) return uuidV3(workerNamespace, `${run}/${shard}/${worker}`)
	if (!Number.isInteger(worker) || worker < 0 || worker > 999)
		throw new RangeError(
			`Worker ${worker} has no seed: a local run has workers 0 to 999. Use fewer workers, or name the run with E2E_RUN_ID.`,
		)
	return `123e4567-e89b-12d3-a456-426614174${String(worker).padStart(3, '0')}`
}

/** Whether the run has readable ids. Two local runs have the same ids, so that they cannot share a database. */
export function isLocalRun({ run, shard }: Pick<WorkerSlot, 'run' | 'shard'>): boolean {
	return run === localRun && shard === 0
}
