import { expect, test } from './harness/fixtures'

test('a passage that is too long for a quote is reported, and is not taken', async ({
	page,
	project,
}) => {
	await expect(project.factCards).toHaveCount(3)
	const reader = await project.addSource({
		...{ title: 'A long one', text: 'A long text. '.repeat(2_000) },
	})
	await reader.getByRole('textbox', { name: 'Text of A long one' }).focus()
	await page.keyboard.press('ControlOrMeta+a')
	await expect(reader.getByRole('status')).toContainText('a quote has 20 kB at most')
	await expect(reader.getByTestId('source-make-fact')).toHaveAttribute('aria-disabled', 'true')
	await page.keyboard.press('Enter')
	await expect(reader.getByLabel('Claim')).toHaveCount(0)
	await expect(reader.getByRole('status')).toContainText('a quote has 20 kB at most')
})
