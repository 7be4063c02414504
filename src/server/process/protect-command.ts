import { onDatabase } from './database-command'

await onDatabase(
	async ({ description }) => {
		console.log(
			`The ${description} is marked as production’s: no server opens its test helpers on it. A server that runs learns of it at its next call of one.`,
		)
		return true
	},
	{ markedBy: 'npm run db:protect' },
)
