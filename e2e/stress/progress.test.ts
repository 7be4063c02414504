import { expect, it } from 'vitest'
import { createProgress } from './progress'
import { restartPoints } from './restarts'

/** What a progress writes that is told a state each 100 ms for 25 s, and says a line in between. */
function written(isTTY: boolean): string[] {
	const parts: string[] = []
	let now = 0
	const terminal = { isTTY, write: (text: string) => parts.push(text) }
	const progress = createProgress(terminal, () => now)
	for (; now <= 25_000; now += 100) {
		progress.show(`${now} ms`)
		if (now === 12_500) progress.say('A line that stays')
	}
	progress.end()
	return parts
}

it('elsewhere than on a terminal the progress is a line each ten seconds', () => {
	expect(written(false)).toEqual(['10000 ms\n', 'A line that stays\n', '20000 ms\n'])
})

it('on a terminal the progress is one line, written again each second and gone at the end', () => {
	const parts = written(true)
	expect(parts.filter((part) => part.endsWith(' ms'))).toHaveLength(25)
	expect(parts.some((part) => part.includes(' ms\n'))).toBe(false)
	const atLine = parts.indexOf('A line that stays\n')
	for (const at of [atLine - 1, parts.length - 1]) expect(parts[at]).toBe('\r\x1b[K')
})

it.each([
	[3_200, [640, 1_280, 1_920, 2_560]],
	[5, [1, 2, 3, 4]],
	[2, [1]],
	[1, []],
])('of %d rounds the server is restarted after %j', (rounds, points) => {
	expect(restartPoints(rounds)).toEqual(points)
})
