import type { TRPCClientError } from '@trpc/client'
import type { AppRouter } from '../../src/server/routers/app'
import { createClient, UnexpectedAnswer } from './client'
import { secret } from './secrets'

/** Says in a sentence why the application at `url` did not tell its status, and what mends that. */
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
			return `Seeding at ${url} needs a token: ${message} The suite sends ARTIFACT_TEST_SEED_TOKEN of its own environment; set it to the server's.`
		case 403:
			return message.includes('ARTIFACT_TEST_SEED_TOKEN')
				? `Seeding is closed at ${url}: ${message} The suite sends that of its own environment.`
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
			return 'it is a production deployment (its VERCEL_ENV is production), in which nobody seeds. Point BASE_URL at a preview or a local server that has a database of its own.'
		case 'database':
			return 'its database is marked as production’s, in which nobody seeds. Give the server a database of its own (DATABASE_URL), no copy of production’s; a mark that was set by mistake is removed with npm run db:unprotect.'
		default:
			return 'it is of another version than this checkout, or another application.'
	}
}

/** What stands before an application, or in its place, answers with pages and redirects. */
function explainAnswer(url: string, { message, status, location }: UnexpectedAnswer): string {
	const isProtected = status === 401 || location?.includes('vercel.com/sso-api')
	if (isProtected)
		return secret('VERCEL_AUTOMATION_BYPASS_SECRET')
			? `The deployment at ${url} is protected and does not take VERCEL_AUTOMATION_BYPASS_SECRET (${message}). Set it to the secret of this very project (Vercel: Settings, Deployment Protection, Protection Bypass for Automation).`
			: `The deployment at ${url} is protected (${message}). Set VERCEL_AUTOMATION_BYPASS_SECRET to the project’s secret (Vercel: Settings, Deployment Protection, Protection Bypass for Automation).`
	if (location)
		return `${url} leads on to ${location}, where the suite does not follow, as its secrets are for one address. Set BASE_URL to the address of the application itself.`
	if (status === 403 || status === 429)
		return `What stands before ${url} refuses the suite: ${message}. Let it through there: a firewall, or a limit of requests.`
	if (status >= 500)
		return `The application at ${url} does not answer: ${message}, which came from what stands before it. Look at the log of the server, and whether it runs.`
	return `Another application answers at ${url}: ${message}. Set BASE_URL to the address of an Artifact server.`
}

/** `fetch` says why it failed in its cause only. */
function reasonOf({ message, cause }: Error): string {
	const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : ''
	return reason && !message.includes(reason) ? `${message}: ${reason}` : message
}
