import { openDatabase } from '@/server/db/open'
import { seedProject } from '@/server/seed/seed-project'

// A program that opens the embedded database in the directory of the first argument, seeds the project of the second
// argument, prints that, and holds the database until it is killed. A refusal to open is printed instead.
const seeding = { mounted: true, enabled: true, token: null, productionBuild: false }
const env = { seeding, e2eMode: false }
const [, , dataDir = '', projectId = ''] = process.argv
try {
	const database = await openDatabase({ databaseUrl: null, dataDir })
	const seed = await seedProject(
		{ database, env, leaseId: null, clientHasLeft: async () => false },
		{
			...{ project_id: projectId, facts_count: 3, scenario: 'research', reset: true },
		},
	)
	console.log(JSON.stringify({ seeded: seed.content_hash }))
	setInterval(() => {}, 1_000)
} catch (error) {
	console.log(JSON.stringify({ refused: error instanceof Error ? error.message : String(error) }))
	process.exit(1)
}
