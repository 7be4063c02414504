import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { TestedMutation } from './tested-mutation'

const folder = 'e2e/foreign-app'
const isWiring = (line: string) => line.endsWith('// isolation')

/** Each mutation takes one of the lines for isolation out of the foreign application. */
export const foreignAppMutations: TestedMutation[] = readdirSync(folder)
	.filter((name) => !name.endsWith('.test.ts'))
	.map((name) => path.posix.join(folder, name))
	.flatMap((file) =>
		readFileSync(file, 'utf8')
			.split('\n')
			.filter(isWiring)
			.map((line) => ({
				name: `foreign application: without ${line.replace('// isolation', '').trim()}`,
				mayNotLoad: /^export const|^\t(root|children):/.test(line),
				tests: ['e2e/foreign-app/foreign-app.test.ts'],
				edits: [{ file, find: `${line}\n`, replace: '' }],
			})),
	)
