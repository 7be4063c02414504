/** What has to be done at the end, however it comes. The last that was added is done first. */
export class CleanUp {
	#works: (() => Promise<unknown>)[] = []

	add(work: () => Promise<unknown>): void {
		this.#works.push(work)
	}

	/** Does all of it, also where a part fails; says what failed. */
	async run(): Promise<void> {
		for (let work = this.#works.pop(); work; work = this.#works.pop())
			await work().catch((error) => console.error(`Cleaning up failed: ${error}`))
	}
}
