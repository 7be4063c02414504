import { expect, test } from 'vitest'
import { limits } from '@/domain/limits'
import { readTextFile } from './read-text-file'

test('a text file gives its text, and its name without the ending as the title', async () => {
	expect(
		await readTextFile(new File(['Ein See,\r\ntief\rund kalt – 水'], 'Der See.v2.md')),
	).toEqual({
		...{ title: 'Der See.v2', text: 'Ein See,\ntief\nund kalt – 水' },
	})
})

test('a long name is cut to what a title may have', async () => {
	const read = await readTextFile(new File(['text'], `${'x'.repeat(300)}.txt`))
	expect(read).toEqual({ title: 'x'.repeat(limits.titleLength), text: 'text' })
})

test.each([
	['a name of another kind', new File(['%PDF'], 'lake.pdf'), 'is not a text'],
	['a name without an ending', new File(['text'], 'lake'), 'is not a text'],
	['bytes that are no UTF-8', new File([new Uint8Array([0xff, 0xfe])], 'lake.txt'), 'UTF-8'],
	[
		'more than a source may hold',
		new File(['x'.repeat(limits.sourceTextBytes + 1)], 'lake.txt'),
		'1,001 kB; 1,000 kB fit',
	],
])('%s is refused with the reason', async (_, file, reason) => {
	expect(await readTextFile(file)).toEqual({ problem: expect.stringContaining(reason) })
	expect(await readTextFile(file)).toEqual({ problem: expect.stringContaining(file.name) })
})

test('a file that just fits is taken', async () => {
	const text = 'x'.repeat(limits.sourceTextBytes)
	expect(await readTextFile(new File([text], 'LAKE.TXT'))).toEqual({ title: 'LAKE', text })
})
