import { TRPCClientError } from '@trpc/client'
import type { Status } from '../../src/server/seed/seed-request'
import { createClient } from './client'
import { explainRefusal } from './refusal'

/** Returns the status of the application at `url`. Throws where it cannot be tested; the error says what to do. */
export async function preflight(url: string, run?: string): Promise<Status> {
	const status = await askStatus(url, run)
	refuseOtherCommit(url, status)
	if (status.schema !== 'current')
		throw new Error(
			status.schema === 'behind'
				? `The database of ${url} lacks migrations. Restart the server, which migrates at its start, or run: npm run db:migrate`
				: `The database of ${url} is newer than this checkout. Update the checkout, or use another database.`,
		)
	if (!status.e2e_mode)
		throw new Error(
			`E2E mode is off at ${url}: isolation would not be enforced. Start the server with ARTIFACT_E2E_MODE=true and ARTIFACT_ENABLE_TEST_SEED=true`,
		)
	return status
}

async function askStatus(url: string, run: string | undefined): Promise<Status> {
	try {
		return await createClient(url).testHelpers.status.query({ run })
	} catch (error) {
		if (!(error instanceof TRPCClientError)) throw error
		throw new Error(await explainRefusal(url, error), { cause: error })
	}
}

/**
 * Throws where the server is of another commit than E2E_EXPECTED_COMMIT: another deployment may take over the address
 * of a preview, even in the middle of a run.
 */
export function refuseOtherCommit(url: string, { commit }: Pick<Status, 'commit'>): void {
	const expected = process.env.E2E_EXPECTED_COMMIT?.trim().toLowerCase()
	if (!expected) return
	if (!/^[0-9a-f]{40}$/.test(expected))
		throw new Error(
			`E2E_EXPECTED_COMMIT=${expected}: allowed: all 40 hexadecimal digits of a commit`,
		)
	if (commit === expected) return
	const served = commit
		? `serves commit ${commit}`
		: 'does not tell its commit, because neither Vercel nor git told it to the build'
	throw new Error(
		`${url} ${served}, and E2E_EXPECTED_COMMIT is ${expected}. Another deployment may have this address: run the suite against the address of the expected deployment. If the server is your own, build and start it again, or check out the commit that it serves.`,
	)
}
