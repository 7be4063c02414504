import { randomBytes } from 'node:crypto'
import { secret } from '../isolation/secrets'

/**
 * The token of the servers that the suite starts: a production build opens to nobody without a token. It comes from the
 * environment. Where the environment has none, the first process of a run makes it up and puts it there.
 */
export function suiteToken(): string {
	const token = secret('ARTIFACT_TEST_SEED_TOKEN') ?? randomBytes(24).toString('hex')
	process.env.ARTIFACT_TEST_SEED_TOKEN = token
	return token
}

/** The header with which a single request gets past the gate of a server that the suite started. */
export function authorization(): { authorization: string } {
	return { authorization: `Bearer ${suiteToken()}` }
}
