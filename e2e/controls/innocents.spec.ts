/** Tests that break isolation beside tests that do not. Only the former may fail. */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '../harness/fixtures'
import { workerSeedRequest } from '../harness/worker-seed'
import { announcedRun } from '../isolation/run'
import { touchSomebody } from './touch-somebody'

// The first two tests of the file, as they wait for each other and each worker of two begins with one of them.
test.describe('at the same time', () => {
	test.describe.configure({ timeout: 90_000 })
	const workers = [0, 1]
	for (const own of workers)
		test(`${own === 0 ? 'guilty: seeds and cleans the other' : 'innocent: is seeded and cleaned'} at once`, async ({
			client,
			workerSeed,
			project,
			seed,
		}, testInfo) => {
			const { worker = 0 } = workerSeed.lease ?? {}
			const mark = (of: number) =>
				path.join(testInfo.project.outputDir, `at-once-${testInfo.repeatEachIndex}-${of}`)
			await writeFile(mark(own), '')
			await expect.poll(() => existsSync(mark(1 - own)), { timeout: 60_000 }).toBe(true)
			if (own === 1) {
				while (!existsSync(mark(2))) {
					await project.open()
					await expect(project.factCards).toHaveCount(3)
				}
				return
			}
			const other = workerSeedRequest({ ...announcedRun(), worker: 1 - worker })
			for (let turn = 0; turn < 10; turn++) {
				const taking = client.testHelpers.seed.mutate({ ...other, lease: workerSeed.lease })
				await expect(taking).rejects.toThrow('which belongs to worker')
				const cleaning = client.testHelpers.cleanup.mutate({ project_id: other.project_id })
				await expect(cleaning).rejects.toThrow('which belongs to worker')
			}
			await writeFile(mark(2), '')
			expect(seed.facts_count).toBe(3)
		})
})

test.describe('with the data of the tests before', () => {
	test.use({ seedPer: 'worker' })

	test('guilty: touches somebody', async ({ request }) => {
		await touchSomebody(request)
	})

	for (const name of ['first', 'second', 'third'])
		test(`innocent: the ${name} test after it`, async ({ project }) => {
			await expect(project.factCards).toHaveCount(3)
		})
})
