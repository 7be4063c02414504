import type { TRPCClientError } from '@trpc/client'
import type { AppRouter } from '../../src/server/routers/app'
import { secret } from '../isolation/secrets'
import { createClient, UnexpectedAnswer } from './client'

/** Says why the application at `url` did not tell its status, and what to do about it. */
export async function explainRefusal(
	url: string,
	error: TRPCClientError<AppRouter>,
): Promise<string> {
	const { message, data, cause } = error
	if (cause instanceof UnexpectedAnswer) return explainAnswer(url, cause)
	if (!data)
		return `No application answers at ${url} (${reasonOf(error)}). Start one there, or unset BASE_URL to have the suite start its own.`
	switch (data.httpStatus) {
		case 401:
			return `Seeding at ${url} needs a token: ${message} The suite sends the ARTIFACT_TEST_SEED_TOKEN of its own environment; set it to the server's token.`
		case 403:
			return message.includes('ARTIFACT_TEST_SEED_TOKEN')
				? `Seeding is closed at ${url}: ${message} The suite sends the token of its own environment.`
				: `Seeding is closed at ${url}: ${message}`
		case 404:
			return `${url} has no test helpers: ${await whyProduction(url)}`
		default:
			return `${url} is not healthy: ${message}`
	}
}

async function whyProduction(url: string): Promise<string> {
	const health = await createClient(url)
		.health.query()
		.catch(() => null)
	switch (health?.production) {
		case 'deployment':
			return 'it is a production deployment (its VERCEL_ENV is production), where nobody may seed. Point BASE_URL at a preview or a local server that has a database of its own.'
		case 'database':
			return 'its database is marked as production’s, where nobody may seed. Give the server a database of its own (DATABASE_URL) that is no copy of production’s. If the mark is a mistake, remove it: npm run db:unprotect.'
		default:
			return 'it is of another version than this checkout, or another application.'
	}
}

/** Explains pages and redirects: they come from a proxy before the application, or from something else in its place. */
function explainAnswer(url: string, { message, status, location }: UnexpectedAnswer): string {
	const isProtected = status === 401 || location?.includes('vercel.com/sso-api')
	if (isProtected)
		return secret('VERCEL_AUTOMATION_BYPASS_SECRET')
			? `The deployment at ${url} is protected and does not take VERCEL_AUTOMATION_BYPASS_SECRET (${message}). Set it to the secret of this project (Vercel: Settings, Deployment Protection, Protection Bypass for Automation).`
			: `The deployment at ${url} is protected (${message}). Set VERCEL_AUTOMATION_BYPASS_SECRET to the project’s secret (Vercel: Settings, Deployment Protection, Protection Bypass for Automation).`
	if (location)
		return `${url} leads on to ${location}. The suite does not follow, because its secrets are for one address only. Set BASE_URL to the address of the application itself.`
	if (status === 403 || status === 429)
		return `A firewall or a limit of requests before ${url} refuses the suite: ${message}. Let the suite through there.`
	if (status >= 500)
		return `The application at ${url} does not answer: ${message}, which came from a proxy before it. Check that the server runs, and look at its log.`
	return `Another application answers at ${url}: ${message}. Set BASE_URL to the address of an Artifact server.`
}

/** The reason of an error. `fetch` says why it failed only in the cause of its error. */
function reasonOf({ message, cause }: Error): string {
	const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : ''
	return reason && !message.includes(reason) ? `${message}: ${reason}` : message
}
