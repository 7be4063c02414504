/** Our fixtures merged with another suite's: no cookie and no header of either suite is lost. */
import { expect, test } from '../harness/fixtures'
import { startOtherSite } from '../server/gateway'
import { askInEveryWay, signedIn, suites } from './signed-in-suite'

for (const [name, composed] of Object.entries(suites))
	composed(
		`a suite ${name} keeps its sign-in and its header, and every request has the lease`,
		async ({ context, browser, playwright, request, project, seed }) => {
			await expect(project.factCards).toHaveCount(seed.facts_count)
			// On the application's host, because cookies belong to a host with all its ports.
			const site = await startOtherSite((_, res) => res.end('a site'))
			await askInEveryWay(site.url, { context, browser, playwright })
			await request.get(`${site.url}/request`)
			const asked = site.recorded.filter(({ path }) => path !== '/favicon.ico')
			expect(asked.map(({ path }) => path)).toHaveLength(6)
			for (const { path, headers } of asked) {
				const user = path === '/another-user' ? 'another' : 'worker'
				expect(headers.cookie, path).toContain(`session=${user}`)
				expect(headers.cookie, path).toContain(`x-seed-lease=${seed.lease_id}`)
				expect(headers.cookie, path).not.toContain('an-old-lease')
				expect(headers['x-their-header'], path).toBe('theirs')
			}
			await site.close()
		},
	)

test.describe('a storage state that a spec sets itself', () => {
	test.use({ storageState: signedIn('spec') })

	test('stays, and every request has the lease', async ({ context, browser, playwright, seed }) => {
		const site = await startOtherSite((_, res) => res.end('a site'))
		await askInEveryWay(site.url, { context, browser, playwright })
		for (const { path, headers } of site.recorded) {
			const user = path === '/another-user' ? 'another' : 'spec'
			expect(headers.cookie, path).toContain(`session=${user}`)
			expect(headers.cookie, path).toContain(`x-seed-lease=${seed.lease_id}`)
		}
		await site.close()
	})
})
