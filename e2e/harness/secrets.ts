/** What the suite knows and nobody else: headers carry them to the application's origin, and nothing else does. */
type SecretName = 'ARTIFACT_TEST_SEED_TOKEN' | 'VERCEL_AUTOMATION_BYPASS_SECRET'

/** A secret of the environment; undefined where it is not set. Throws, without repeating it, where no header can carry it. */
export function secret(name: SecretName): string | undefined {
	const value = process.env[name]?.trim()
	if (!value) return undefined
	if (!/^[!-~]+$/.test(value))
		throw new Error(`${name}: allowed: visible ASCII without blanks and line breaks`)
	return value
}
