import type { TestedMutation } from './tested-mutation'

function deployed(name: string, file: string, [find, replace]: [string, string]): TestedMutation {
	const tests = ['src/server/process/deployment.test.ts']
	return { name: `deployment: ${name}`, tests, edits: [{ file, find, replace }] }
}

const configuration = 'next.config.mjs'

/** Mutations of what a deployment to Vercel needs, and of what its build says where that is missing. */
export const deploymentMutations: TestedMutation[] = [
	deployed('built without a database', configuration, [
		'if (phase === PHASE_PRODUCTION_BUILD) refuseWithoutDatabase()',
		'',
	]),
	deployed('refused at the start of a server too', configuration, [
		'if (phase === PHASE_PRODUCTION_BUILD) ',
		'',
	]),
	deployed('built with any address', configuration, ['^postgres(ql)?:\\/\\/.', '.']),
	deployed('git asked at the start of a server', configuration, [
		'phase === PHASE_PRODUCTION_SERVER ?',
		'phase === undefined ?',
	]),
	deployed('a marketplace’s variable not pointed at', configuration, [
		"'the value of POSTGRES_URL'",
		"''",
	]),
	deployed('the embedded database taken along', configuration, [
		"...['@electric-sql/pglite', ",
		'...[',
	]),
	deployed('its packages left out elsewhere too', configuration, [
		'const withoutEmbedded = process.env.VERCEL',
		'const withoutEmbedded = true',
	]),
	deployed('functions without their time', 'vercel.json', ['api/**/*.ts', 'api/*.ts']),
	deployed('less time than a seed may take', 'vercel.json', ['300', '60']),
	deployed('no such build', 'vercel.json', ['npm run build', 'npm run build:vercel']),
	{
		...deployed('a placeholder taken for a password', 'src/server/db/address.ts', [
			'if (placeholder)\n',
			'if (false)\n',
		]),
		tests: ['src/server/db/address-providers.test.ts'],
	},
]
