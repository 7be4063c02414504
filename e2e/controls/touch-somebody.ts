import type { APIRequestContext } from '@playwright/test'
import { createClient } from '../harness/client'
import { announcedRun, baseUrl } from '../isolation/run'

/** Breaks isolation: asks for the project of a worker that another run has. */
export async function touchSomebody(request: APIRequestContext): Promise<void> {
	const lease = { run: `${announcedRun().run}-other`, shard: 0, worker: 7, ttl_minutes: 10 }
	const { project_id: projectId } = await createClient(baseUrl()).testHelpers.seed.mutate({ lease })
	const input = encodeURIComponent(JSON.stringify({ projectId }))
	await request.get(`/api/trpc/project.get?input=${input}`)
}
