import { expect, type Locator, type Page } from '@playwright/test'
import type { FactSort } from '../../src/domain/fact-sort'
import { modeLabels, type OutputMode } from '../../src/domain/output-mode'
import type { Seed } from '../../src/server/seed/seed-request'
import { callsOf } from './calls-of'

/** The page of a project, with what a person does on it. */
export class ProjectPage {
	readonly factCards: Locator
	readonly generateButton: Locator
	readonly drawer: Locator
	readonly drawerContent: Locator
	readonly drawerMeta: Locator
	readonly lastOutputButton: Locator
	readonly errorBanner: Locator
	readonly undoButton: Locator

	constructor(
		readonly page: Page,
		readonly seed: Seed,
	) {
		this.factCards = page.getByTestId('fact-card')
		this.generateButton = page.getByTestId('generate-synthesis')
		this.drawer = page.getByTestId('output-drawer')
		this.drawerContent = page.getByTestId('output-drawer-content')
		this.drawerMeta = page.getByTestId('output-drawer-meta')
		this.lastOutputButton = page.getByTestId('last-output-button')
		this.errorBanner = page.getByTestId('synthesis-error-banner')
		this.undoButton = page.getByRole('button', { name: 'Undo' })
	}

	async open(): Promise<void> {
		await this.page.goto(`/project/${this.seed.project_id}`)
	}

	async search(text: string): Promise<void> {
		await this.page.getByTestId('facts-search-input').fill(text)
	}

	async sortBy(sort: FactSort): Promise<void> {
		await this.page.getByTestId('facts-sort-trigger').click()
		await this.page.getByTestId(`facts-sort-option-${sort}`).click()
	}

	/** Presses Tab until the element has the focus, as a person without a mouse does. */
	async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
		await expect(async () => {
			await this.page.keyboard.press(key)
			await expect(target).toBeFocused({ timeout: 50 })
		}).toPass({ intervals: [0], timeout: 15_000 })
	}

	/** Takes the last change back, and waits until the server has done so. */
	async undo(): Promise<void> {
		await this.undoButton.click()
		await expect(this.page.getByText('Taken back.', { exact: true }).first()).toBeVisible()
	}

	async factIds(): Promise<(string | null)[]> {
		const cards = await this.factCards.all()
		return Promise.all(cards.map((card) => card.getAttribute('data-fact-id')))
	}

	async selectFacts(count: number): Promise<void> {
		for (let index = 0; index < count; index++)
			await this.factCards.nth(index).getByTestId('fact-select-button').click()
	}

	/** Does something with all selected facts, by its button or in the menu. */
	async bulk(action: string): Promise<void> {
		const button = this.page.getByTestId(`bulk-${action}`)
		if (await button.isVisible()) return button.click()
		await this.page.getByTestId('bulk-more').click()
		await this.page.getByTestId(`bulk-item-${action}`).click()
	}

	async chooseMode(mode: OutputMode): Promise<void> {
		await this.page.getByTestId('synthesis-format-trigger').click()
		await this.page.getByTestId(`synthesis-format-option-${mode}`).click()
	}

	async generate(): Promise<void> {
		await this.generateButton.click()
	}

	/** Makes a text of the selection in each mode, and closes each. */
	async generateInModes(...modes: OutputMode[]): Promise<void> {
		for (const mode of modes) {
			await this.chooseMode(mode)
			await this.generate()
			await expect(this.drawerMeta).toContainText(modeLabels[mode].name)
			await this.closeDrawer()
		}
	}

	async retry(): Promise<void> {
		await this.page.getByTestId('synthesis-error-retry').click()
	}

	async closeDrawer(): Promise<void> {
		await this.page.getByTestId('output-drawer-close').click()
	}

	/** Fills the dialog that adds a source, and returns it. */
	async fillSource({ title, text }: { title: string; text: string }): Promise<Locator> {
		await this.page.getByRole('button', { name: 'Add source' }).click()
		const dialog = this.page.getByRole('dialog', { name: 'Add a source' })
		await dialog.getByLabel('Title').fill(title)
		await dialog.getByLabel('Text').fill(text)
		return dialog
	}

	/** Adds a source, with which the reader opens, and returns the reader. */
	async addSource(source: { title: string; text: string }): Promise<Locator> {
		await this.fillSource(source)
		await this.page.getByTestId('source-add-button').click()
		return this.page.getByTestId('source-reader')
	}

	/** Lets the next synthesis of this page fail, by the server's fault injection. */
	async failNextSynthesis(kind: 'empty' | 'timeout' | 'error'): Promise<void> {
		await this.injectFault(`synthesis=${kind}`)
	}

	/** Lets the next synthesis of this page take `delayMs` longer. */
	async delayNextSynthesis(delayMs: number): Promise<void> {
		await this.injectFault(`delay=${delayMs}`)
	}

	private async injectFault(fault: string): Promise<void> {
		await this.page.route(
			callsOf('output.generate'),
			(route) =>
				route.continue({ headers: { ...route.request().headers(), 'x-e2e-fault': fault } }),
			{ times: 1 },
		)
	}
}
