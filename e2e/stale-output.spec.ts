import type { FactChange } from '../src/server/facts/change-facts'
import { expect, test } from './harness/fixtures'
import type { ProjectPage } from './pages/project-page'
import { claimOf, claimsIn, panelOf, placeOf } from './pages/review-queue'

/** Changes a fact as somebody else would, in another window. */
async function changeElsewhere(
	{ page, seed }: ProjectPage,
	factId: string | null | undefined,
	set: FactChange['set'],
) {
	const { project_id: projectId } = seed
	const data = { projectId, changes: [{ factIds: [factId], set }] }
	expect((await page.request.post('/api/trpc/fact.change', { data })).ok()).toBe(true)
}

test.use({ seedRequest: { facts_count: 4 } })

test('a text says what became of its facts: above it, at the number, at the quote, in the history and where it is shared', async ({
	page,
	project,
	request,
	seed,
}) => {
	await expect(project.factCards).toHaveCount(4)
	const ids = await project.factIds()
	await project.selectFacts(3)
	await project.generate()
	await expect(project.drawerContent).toBeVisible()
	const stale = page.getByTestId('output-drawer-stale')
	await expect(stale).toHaveCount(0)
	await project.closeDrawer()

	const edit = { projectId: seed.project_id, factId: ids[0], claim: 'Trees cool', version: 1 }
	expect((await request.post('/api/trpc/fact.editClaim', { data: edit })).ok()).toBe(true)
	await changeElsewhere(project, ids[1], { status: 'rejected' })
	await changeElsewhere(project, ids[2], { removed: true })

	const said = '3 cited facts changed: 1 reworded, 1 rejected, 1 deleted'
	await page.getByTestId('outputs-history-button').click()
	await expect(page.getByTestId('outputs-history-item')).toContainText(said)
	await page.getByTestId('outputs-history-item').click()
	await expect(stale).toContainText(said)
	for (const name of [
		'Quote 1, reworded since',
		'Quote 2, rejected since',
		'Quote 3, deleted since',
	])
		await expect(project.drawerContent.getByRole('button', { name, exact: true })).toBeVisible()
	const quotes = page.getByRole('region', { name: 'Quotes' })
	await expect(quotes).toContainText('Reworded since. The claim now reads “Trees cool”.')
	await expect(quotes).toContainText('Deleted since.')
	await page.getByTestId('output-drawer-open-share').click()
	await expect(page.getByTestId('share-panel')).toContainText(said)
})

test('a text is written anew without its deleted facts, and the way back to the history stays', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(4)
	const ids = await project.factIds()
	await project.selectFacts(2)
	await project.generate()
	await project.closeDrawer()
	await changeElsewhere(project, ids[0], { removed: true })
	await page.getByTestId('outputs-history-button').click()
	await page.getByTestId('outputs-history-item').click()
	await expect(page.getByTestId('output-drawer-stale')).toContainText(
		'Written anew, it leaves out the deleted fact.',
	)
	await page.getByTestId('output-drawer-rewrite').click()
	await expect(page.getByTestId('output-drawer-stale')).toHaveCount(0)
	await expect(project.drawerContent.getByRole('button', { name: /^Quote/ })).toHaveCount(1)
	await page.getByTestId('output-drawer-back-to-history').click()
	await expect(page.getByTestId('outputs-history-item')).toHaveCount(2)
})

test('a fact that is rejected at its evidence is told by the text that led there, and not once that is undone', async ({
	page,
	project,
}) => {
	await project.selectFacts(2)
	await project.generate()
	const stale = page.getByTestId('output-drawer-stale')
	await page.getByRole('button', { name: 'Evidence of quote 2' }).click()
	await page.getByTestId('evidence-panel').getByTestId('fact-reject').click()
	await page.getByTestId('evidence-back-to-output').click()
	await expect(stale).toContainText('1 cited fact changed: 1 rejected')
	await project.undo()
	await expect(stale).toHaveCount(0)
})

test('a text none of whose facts is left cannot be written anew, and says so', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(4)
	const ids = await project.factIds()
	await project.selectFacts(1)
	await project.generate()
	await project.closeDrawer()
	await changeElsewhere(project, ids[0], { removed: true })
	await project.lastOutputButton.click()
	await expect(page.getByTestId('output-drawer-stale')).toContainText('No fact is left')
	await expect(page.getByTestId('output-drawer-rewrite')).toHaveCount(0)
	await expect(page.getByTestId('output-drawer-regenerate')).toHaveAttribute(
		'aria-disabled',
		'true',
	)
})

test('a text written anew asks first for facts that are not approved any more', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(4)
	const ids = await project.factIds()
	await project.selectFacts(2)
	await project.generate()
	await project.closeDrawer()
	await changeElsewhere(project, ids[0], { status: 'flagged' })
	await project.lastOutputButton.click()
	await page.getByTestId('output-drawer-rewrite').click()
	const dialog = page.getByRole('dialog', { name: 'Not all facts are approved' })
	await expect(dialog).toContainText('1 of 2 facts is not approved')
	await dialog.getByTestId('trust-include').click()
	await expect(project.drawerMeta).toHaveText(
		'Sources: 1 | Mode: Paragraph | 1 of 2 facts was not approved',
	)
	const mark = { name: 'Quote 1, not approved when written', exact: true }
	await expect(project.drawerContent.getByRole('button', mark)).toBeVisible()
})

test('the evidence of a citation says that its fact was reworded, rejected or deleted since, with the words that the text cited', async ({
	page,
	project,
	request,
	seed,
}) => {
	await expect(project.factCards).toHaveCount(4)
	const ids = await project.factIds()
	const claim = (await claimsIn(project.factCards))[0] ?? ''
	await project.selectFacts(4)
	await project.generate()
	await project.closeDrawer()
	const edit = { projectId: seed.project_id, factId: ids[0], claim: 'Trees cool', version: 1 }
	expect((await request.post('/api/trpc/fact.editClaim', { data: edit })).ok()).toBe(true)
	await changeElsewhere(project, ids[1], { status: 'rejected' })
	await changeElsewhere(project, ids[2], { removed: true })
	await project.lastOutputButton.click()
	await page.getByRole('button', { name: 'Evidence of quote 1' }).click()
	const since = page.getByTestId('evidence-since')
	const reworded = `Reworded since the text was written; it read “${claim}”.`
	await expect(since).toContainText(reworded)
	await expect(since).toBeInViewport({ ratio: 1 })
	await expect(claimOf(page)).toHaveText('Trees cool')
	await expect(panelOf(page).getByRole('status').filter({ hasText: reworded })).toHaveCount(1)
	for (const said of [
		/^Rejected since the text was written\.$/,
		/^This fact has been deleted since\./,
	]) {
		await page.keyboard.press('j')
		await expect(since).toHaveText(said)
	}
	await page.keyboard.press('j')
	await expect(placeOf(page)).toHaveText('4 of 4')
	await expect(claimOf(page)).not.toBeEmpty()
	await expect(since).toHaveCount(0)
})
