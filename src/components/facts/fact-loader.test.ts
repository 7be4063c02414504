import { expect, it } from 'vitest'
import { limits } from '@/domain/limits'
import { factLoader } from './fact-loader'

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `fact ${index}`)

/** A server with all facts but those named `gone`, which gives at most `most` of them in an answer. */
function server(most = Number.POSITIVE_INFINITY) {
	const asked: string[][] = []
	const load = factLoader(async (factIds) => {
		asked.push(factIds)
		const found = factIds.filter((id) => id !== 'gone').map((id) => ({ id }))
		return { facts: found.slice(0, most), isWhole: found.length <= most }
	})
	return { asked, load }
}

it('facts that are wanted at once are asked for together, no more than a request takes', async () => {
	const { asked, load } = server()
	const ids = numbered(limits.factsPerRead + 20)
	const facts = await Promise.all(ids.map((id) => load(id)))
	expect(facts.map((fact) => fact?.id)).toEqual(ids)
	expect(asked.map(({ length }) => length)).toEqual([limits.factsPerRead, 20])
})

it('what an answer has no room for is asked for again', async () => {
	const { asked, load } = server(4)
	const ids = numbered(10)
	const facts = await Promise.all(ids.map((id) => load(id)))
	expect(facts.map((fact) => fact?.id)).toEqual(ids)
	expect(asked.map(({ length }) => length)).toEqual([10, 6, 2])
})

it('a fact that is not there is null, beside others that are', async () => {
	const { load } = server(1)
	const facts = await Promise.all(['a', 'gone', 'b'].map((id) => load(id)))
	expect(facts).toEqual([{ id: 'a' }, null, { id: 'b' }])
})

it('a fact that is no longer wanted is not asked for', async () => {
	const { asked, load } = server()
	const leaving = new AbortController()
	const left = load('a', leaving.signal)
	const stays = load('b')
	leaving.abort()
	await expect(left).rejects.toThrow()
	await stays
	expect(asked).toEqual([['b']])
})

it('a failure is told to each that asked', async () => {
	const load = factLoader(() => Promise.reject(new Error('away')))
	const results = await Promise.allSettled(['a', 'b'].map((id) => load(id)))
	expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
