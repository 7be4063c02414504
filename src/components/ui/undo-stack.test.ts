import { expect, it } from 'vitest'
import { signal } from '@/testing/signal'
import { undoStack } from './undo-stack'

/** A stack, and the list of what was taken back. */
function stackWith(...messages: string[]) {
	const stack = undoStack()
	const taken: string[] = []
	for (const message of messages)
		stack.offer({ place: 'here', message, takeBack: async () => taken.push(message) })
	return { stack, taken }
}

it('goes back one at a time, the newest first, and then no further', async () => {
	const { stack, taken } = stackWith('first', 'second')
	for (let step = 0; step < 3; step++) await stack.undoLast('here')
	expect(taken).toEqual(['second', 'first'])
	expect(stack.last('here')).toBeNull()
})

it('keeps places apart', async () => {
	const { stack, taken } = stackWith('mine')
	stack.offer({ place: 'there', message: 'theirs', takeBack: async () => taken.push('theirs') })
	await stack.undoLast('here')
	expect(taken).toEqual(['mine'])
	stack.forget('here')
	expect(stack.last('there')?.message).toBe('theirs')
	stack.forget('there')
	await stack.undoLast('there')
	expect(taken).toEqual(['mine'])
})

it('takes nothing back twice, and goes on below what is being taken back', async () => {
	const { stack, taken } = stackWith('older')
	const held = signal()
	const takeBack = async () => {
		taken.push('held')
		await held.promise
	}
	stack.offer({ place: 'here', message: 'held', takeBack })
	const id = stack.last('here')?.id ?? 0
	const first = stack.undo(id)
	await stack.undo(id)
	expect(stack.last('here')?.message).toBe('held')
	await stack.undoLast('here')
	held.resolve()
	await first
	await stack.undo(id)
	expect(taken).toEqual(['held', 'older'])
})

it('keeps what could not be taken back, says why, and takes it back at the next attempt', async () => {
	const stack = undoStack()
	const told: string[] = []
	const undos: (() => void)[] = []
	let attempts = 0
	stack.offer({
		place: 'here',
		message: 'Deleted.',
		takeBack: async () => {
			if (++attempts === 1) throw new Error('away')
		},
		problemOf: (error) => `Still deleted: ${error instanceof Error && error.message}`,
		tell(message, undo) {
			told.push(message)
			undos.push(undo)
		},
	})
	await stack.undoLast('here')
	expect(stack.last('here')).toMatchObject({ message: 'Deleted.', problem: 'Still deleted: away' })
	expect(told).toEqual(['Deleted.', 'Still deleted: away'])
	undos.at(-1)?.()
	await expect.poll(() => stack.last('here')).toBeNull()
	expect(attempts).toBe(2)
})

it('tells its listeners of each change until they leave', async () => {
	const { stack } = stackWith('first')
	const seen: (string | undefined)[] = []
	const leave = stack.subscribe(() => seen.push(stack.last('here')?.message))
	stack.offer({ place: 'here', message: 'second', takeBack: async () => {} })
	await stack.undoLast('here')
	leave()
	stack.forget('here')
	expect([...new Set(seen)]).toEqual(['second', 'first'])
})
