import { expect, test } from '../harness/fixtures'

test('is killed in the middle', async ({ project }) => {
	await project.selectFacts(1)
	process.kill(process.pid, 'SIGKILL')
	await project.generate()
})

for (const name of ['first', 'second', 'third', 'fourth'])
	test(`the ${name} test beside it`, async ({ project }) => {
		await project.selectFacts(2)
		await project.generate()
		await expect(project.drawerMeta).toHaveText('Sources: 1 | Mode: Paragraph')
	})
