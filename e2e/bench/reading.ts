import { type BrowserContext, chromium } from '@playwright/test'
import { leaseHeader } from '../../src/isolation/protocol'
import { type Client, createClient } from '../harness/client'
import { findBrowser, launchOptions } from '../server/browser'
import { type Contender, measureInterleaved } from './measure'
import type { Measure } from './results'
import { requestOf, startServer } from './running'
import type { Section, Setting } from './section'

/** What a reader of a project waits for, by the number of its facts. */
export const reading: Section = {
	name: 'reading',
	databases: ['postgresql', 'embedded'],
	async run(setting) {
		const { base } = await startServer(setting, await setting.newDatabase())
		const context = await openBrowser(setting)
		const measures: Measure[] = []
		const counts = setting.quick ? [10, 1_000] : [10, 1_000, 10_000]
		for (const [worker, facts_count] of counts.entries()) {
			const size = `${facts_count.toLocaleString('en')} facts`
			setting.say(size)
			const request = { ...requestOf(worker), facts_count }
			const seed = await createClient(base).testHelpers.seed.mutate(request)
			const project = { projectId: seed.project_id, leaseId: seed.lease_id ?? '', size }
			const client = createClient(base, project.leaseId)
			const contenders = [
				...(await calls(client, project)),
				html(base, project),
				...(context ? [await firstFact(context, base, project)] : []),
			]
			measures.push(
				...(await measureInterleaved(contenders, { blocks: setting.quick ? 2 : 10, warmUp: 1 })),
			)
		}
		return { note: context ? note : `${note} There is no browser on this machine.`, measures }
	},
}

const note =
	'With the lease of the project. `fact.list` and the search answer a page of at most 100 facts; a synthesis has ten facts. The first fact is visible that many milliseconds after the navigation of a page in a browser with a warm cache.'

type Project = { projectId: string; leaseId: string; size: string }

async function calls(client: Client, { projectId, size }: Project): Promise<Contender[]> {
	const { facts } = await client.fact.list.query({ projectId, limit: 10 })
	const factIds = facts.map(({ id }) => id)
	return [
		{ name: `${size}: fact.list`, run: () => client.fact.list.query({ projectId }) },
		{
			name: `${size}: fact.list, search for “street trees”`,
			run: () => client.fact.list.query({ projectId, search: 'street trees' }),
		},
		{
			name: `${size}: output.generate, a paragraph`,
			run: () => client.output.generate.mutate({ projectId, mode: 'paragraph', factIds }),
		},
	]
}

function html(base: string, { projectId, leaseId, size }: Project): Contender {
	return {
		name: `${size}: HTML of the project page`,
		async run() {
			const response = await fetch(`${base}/project/${projectId}`, {
				headers: { [leaseHeader]: leaseId },
			})
			if (!response.ok) throw new Error(`The project page answered ${response.status}`)
			await response.text()
		},
	}
}

async function openBrowser({ atEnd }: Setting): Promise<BrowserContext | null> {
	if (!findBrowser()) return null
	const browser = await chromium.launch(launchOptions())
	atEnd(() => browser.close())
	return browser.newContext({ viewport: { width: 1440, height: 900 } })
}

async function firstFact(
	context: BrowserContext,
	base: string,
	{ projectId, leaseId, size }: Project,
): Promise<Contender> {
	const page = await context.newPage()
	const name = `${size}: first fact visible in the browser`
	return {
		...{ name, block: 3 },
		async run(tell) {
			await context.addCookies([{ name: leaseHeader, value: leaseId, url: base }])
			await page.goto('about:blank')
			await page.goto(`${base}/project/${projectId}`, { waitUntil: 'commit' })
			await page.getByTestId('fact-card').first().waitFor()
			tell(name, await page.evaluate(() => performance.now()))
		},
	}
}
