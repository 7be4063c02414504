import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { expect, test } from './titled-test'

test('is held by a debugger, and goes on', async ({ title }) => {
	test.setTimeout(100)
	await title.change('by the held test')
	const { E2E_HELD: held = '', E2E_GO_ON: goOn = '' } = process.env
	await writeFile(held, '')
	while (!existsSync(goOn)) expect(await title.read()).toBe('Changed: by the held test')
})
