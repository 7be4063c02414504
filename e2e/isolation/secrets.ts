/** The secrets of the suite. They leave it only in headers, and only to the application's origin. */
type SecretName = 'ARTIFACT_TEST_SEED_TOKEN' | 'VERCEL_AUTOMATION_BYPASS_SECRET'

/** A secret of the environment; undefined: not set. Throws where no header can carry it, and does not repeat it. */
export function secret(name: SecretName): string | undefined {
	const value = process.env[name]?.trim()
	if (!value) return undefined
	if (!/^[!-~]+$/.test(value))
		throw new Error(`${name}: allowed: visible ASCII without blanks and line breaks`)
	return value
}
