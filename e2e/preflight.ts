import { TRPCClientError } from '@trpc/client'
import type { AppRouter } from '../src/server/routers/_app'
import type { Status } from '../src/server/seeding/request'
import { createClient } from './client'

/** Throws an error that says what to do unless the application at `url` can be tested. Returns its status. */
export async function preflight(url: string, run?: string): Promise<Status> {
	const status = await askStatus(url, run)
	if (status.schema !== 'current')
		throw new Error(
			status.schema === 'behind'
				? `The database of ${url} lacks migrations. Restart the server, which migrates at its start, or run: npm run db:migrate`
				: `The database of ${url} is newer than this checkout. Update the checkout, or use another database.`,
		)
	if (!status.e2e_mode)
		throw new Error(
			`E2E mode is off at ${url}: isolation would not be enforced. Start the server with ARTIFACT_E2E_MODE=true`,
		)
	return status
}

async function askStatus(url: string, run: string | undefined): Promise<Status> {
	try {
		return await createClient(url).testHelpers.status.query({ run })
	} catch (error) {
		if (!(error instanceof TRPCClientError)) throw error
		throw new Error(explain(url, error), { cause: error })
	}
}

function explain(url: string, error: TRPCClientError<AppRouter>): string {
	const { message, data } = error
	if (!data)
		return `No application answers at ${url} (${message}). Start one there, or unset BASE_URL to have the suite start its own.`
	switch (data.httpStatus) {
		case 401:
			return `Seeding at ${url} needs a token: ${message} The suite sends ARTIFACT_TEST_SEED_TOKEN of its own environment; set it to the server's.`
		case 403:
			return message.includes('ARTIFACT_TEST_SEED_TOKEN')
				? `Seeding is closed at ${url}: ${message} The suite sends that of its own environment.`
				: `Seeding is closed at ${url}: ${message}`
		case 404:
			return `${url} has no test helpers: it is a production deployment, or its database is marked as production’s. Point BASE_URL at a preview or a local server that has a database of its own; a mark that was set by mistake is removed with npm run db:unprotect.`
		default:
			return `${url} is not healthy: ${message}`
	}
}
