import { test as base, expect } from '../harness/fixtures'

type Title = { read(): Promise<string>; change(to: string): Promise<void> }

/** The `test` of controls that see by the project's title whose data they have. They need no page for it. */
export const test = base.extend<{ title: Title }>({
	title: async ({ request, seed }, use) => {
		const projectId = seed.project_id
		const input = encodeURIComponent(JSON.stringify({ projectId }))
		await use({
			async read() {
				const response = await request.get(`/api/trpc/project.get?input=${input}`)
				expect(response.status(), await response.text()).toBe(200)
				return (await response.json()).result.data.title
			},
			async change(to) {
				const data = { projectId, title: `Changed: ${to}` }
				const response = await request.post('/api/trpc/project.rename', { data })
				expect(response.status(), await response.text()).toBe(200)
			},
		})
	},
})

/** The title of a project that no control has changed. */
export const pristine = /^(?!Changed: )/

export { expect }
