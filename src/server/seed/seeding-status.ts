import { sql } from 'drizzle-orm'
import { runForTests } from '@/isolation/adapter'
import { isolationStatus } from '@/isolation/status'
import { queryRows } from '../db/client'
import { schemaState } from '../db/migrate'
import type { RequestContext } from '../request-context'
import { adapter } from './adapter'
import type { Status, StatusQuestion } from './seed-request'

/** The status that a suite asks for before it starts and after it ends; what it is about says `isolationStatus`. */
export function seedingStatus(
	{ database, env, buildId, commit }: RequestContext,
	{ run, shard, project_id, lease_id }: StatusQuestion,
): Promise<Status> {
	return runForTests(adapter, { database, work: 'read' }, async (tx) => {
		const schema = await schemaState(tx, database.schema)
		const [server] = await queryRows<{ version: string }>(
			tx,
			sql`select current_setting('server_version') as version`,
		)
		const asked = { run, shard, leaseId: lease_id, rootId: project_id }
		const { live_leases, ...told } = await isolationStatus(adapter, tx, asked)
		return {
			status: 'ok',
			e2e_mode: env.e2eMode,
			schema,
			database: { kind: database.kind, version: server?.version ?? '' },
			build_id: buildId,
			commit,
			live_leases: live_leases.map(({ root_id, ...lease }) => ({ ...lease, project_id: root_id })),
			...told,
		}
	})
}
