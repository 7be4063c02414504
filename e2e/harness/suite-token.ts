import { randomBytes } from 'node:crypto'
import { secret } from './secrets'

/**
 * The token of the servers that the suite starts, as a production build opens to nobody without one: that of the
 * environment, or one that the first process of a run makes up and hands on by the environment.
 */
export function suiteToken(): string {
	const token = secret('ARTIFACT_TEST_SEED_TOKEN') ?? randomBytes(24).toString('hex')
	process.env.ARTIFACT_TEST_SEED_TOKEN = token
	return token
}

/** The header with which a request of its own gets past the gate of such a server. */
export function authorization(): { authorization: string } {
	return { authorization: `Bearer ${suiteToken()}` }
}
