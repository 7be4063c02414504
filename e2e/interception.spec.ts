import { expect, test } from './harness/fixtures'

test('a page that has no route yet is intercepted, so that its first route takes hold at once', async ({
	page,
	project: _,
}) => {
	// Playwright turns the cache off where it intercepts, and a browser tells that nothing was sent for a cached answer.
	const sizes = await page.evaluate(async () => {
		const file = performance
			.getEntriesByType('resource')
			.find(({ name }) => name.includes('/_next/static/'))?.name
		if (!file) return []
		performance.clearResourceTimings()
		for (const _ of [1, 2]) await (await fetch(file)).arrayBuffer()
		return performance
			.getEntriesByName(file)
			.map((entry) => (entry as PerformanceResourceTiming).transferSize)
	})
	expect(sizes).toHaveLength(2)
	for (const size of sizes) expect(size).toBeGreaterThan(0)
})
