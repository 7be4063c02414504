import { randomUUID } from 'node:crypto'
import { chromium, expect as expectInPage } from '@playwright/test'
import { describe, expect, it } from 'vitest'
import { findBrowser, launchOptions } from '../server/browser'
import { createCluster } from './cluster'
import { programs } from './debian'
import { startServer } from './server'

const canRun = programs.postgres !== undefined && findBrowser() !== undefined

describe.runIf(canRun)('a page whose database goes away', () => {
	it('says so once, sends a change once, and goes on by itself when it is back', async () => {
		const cluster = await createCluster()
		const server = await startServer(await cluster.createDatabase('shown'))
		const project_id = randomUUID()
		await server.seed({ project_id, facts_count: 3 })
		const browser = await chromium.launch(launchOptions())
		const page = await browser.newPage()
		const changes: string[] = []
		page.on('request', (request) => {
			if (request.method() === 'POST') changes.push(request.url())
		})
		await page.goto(`http://127.0.0.1:${server.port}/project/${project_id}`)
		const messages = page.getByRole('region', { name: 'Messages' })
		const cards = page.getByTestId('fact-card')
		await expectInPage(cards).toHaveCount(3)

		await cluster.stop('fast')
		await page.getByTestId('facts-search-input').fill('asphalt')
		const notice = page.getByTestId('away-notice')
		await expectInPage(notice).toContainText('The database does not answer', { timeout: 15_000 })
		await expectInPage(page.getByText('does not answer')).toHaveCount(1)
		await expectInPage(page.getByRole('main').getByRole('alert')).toHaveCount(0)
		await cards.first().getByTestId('fact-flag').click()
		await expectInPage(messages.getByText('Nothing was changed.')).toBeVisible({ timeout: 15_000 })
		expect(changes).toHaveLength(1)

		await cluster.start()
		await expectInPage(notice).toBeEmpty({ timeout: 10_000 })
		await expectInPage(page.getByText('No fact holds these words')).toBeVisible()
		await page.getByTestId('facts-search-input').fill('')
		await expectInPage(cards).toHaveCount(3)
		await expectInPage(page.getByTestId('fact-status-badge').first()).not.toHaveText('Flagged')
		expect(changes).toHaveLength(1)
		await browser.close()
		await server.stop()
		await cluster.remove()
	})
})
