export type Progress = {
	/** Shows the state where a line is due. */
	show(state: string): void
	/** Prints a line that stays. */
	say(line: string): void
	/** Ends the line of the state. */
	end(): void
}

type Terminal = { isTTY?: boolean; write(text: string): unknown }

/** Shows the progress on a terminal in one line, which is written again each second; elsewhere as a line each ten seconds. */
export function createProgress(
	terminal: Terminal = process.stdout,
	now = () => performance.now(),
): Progress {
	const everyMs = terminal.isTTY ? 1_000 : 10_000
	let shownAt = now()
	let isOpen = false
	const close = () => {
		if (isOpen) terminal.write('\r\x1b[K')
		isOpen = false
	}
	return {
		show(state) {
			if (now() - shownAt < everyMs) return
			shownAt = now()
			close()
			terminal.write(terminal.isTTY ? state : `${state}\n`)
			isOpen = terminal.isTTY === true
		},
		say(line) {
			close()
			terminal.write(`${line}\n`)
		},
		end: close,
	}
}
