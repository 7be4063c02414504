import { expect, test } from '../harness/fixtures'

const titles = {
	'an emoji at the cut': `${'x'.repeat(117)}👩‍👩‍👧‍👦 and more after it`,
	'emojis all along': '👍🏽'.repeat(100),
	'a NUL': 'before\0after',
	'half of a surrogate pair': 'before\ud83dafter',
	'quotes and markup': '<script>“\'"`</script> $1 %00 \\',
}

for (const [name, title] of Object.entries(titles))
	test(`${name}: ${title}`, async ({ seed }) => expect(seed.lease_id).toBeTruthy())
