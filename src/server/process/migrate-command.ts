import { onDatabase } from './database-command'

await onDatabase(async ({ description }) => {
	console.log(`The ${description} is up to date.`)
	return true
})
