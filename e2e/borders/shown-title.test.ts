import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { storedTitles } from './shown-title'

test('no page and no component of the domain shows a title without the stand-in for one that cannot be seen', () => {
	const files = ['src/components', 'src/pages'].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
	)
	const components = files.filter(
		(file) => file.endsWith('.tsx') && !file.startsWith('src/components/ui/'),
	)
	expect(components.length).toBeGreaterThan(50)
	const found = components.flatMap((file) =>
		storedTitles(readFileSync(file, 'utf8')).map((line) => `${file}:${line}`),
	)
	expect(found).toEqual([])
})

const module = (component: string) =>
	`import { Header } from '../ui/header'; const x = ${component}`

test.each([
	['a title alone', '<p>{title}</p>'],
	['a title of something', '<p>{fact.source.title}</p>'],
	['a title or another word', '<p>{output.data?.title ?? "Opening"}</p>'],
	['a title in a sentence', '<button aria-label={"Delete " + title} />'],
	['a title that a plain component shows', '<Header title={output.title} />'],
	['a title in each item', '<ul>{all.map(({ title }) => <li>{title}</li>)}</ul>'],
])('%s is found', (_, component) => {
	expect(storedTitles(module(component))).toEqual([1])
})

test.each([
	['a title with its stand-in', '<p>{shownTitle(source.title)}</p>'],
	['a title in a field', '<input value={title} />'],
	['a title for another component', '<Strip title={title} />'],
	['what is done with a title', '<p onClick={() => open(title)}>{countOf(title)}</p>'],
	['a question about a title', '<p>{title ? "Yes" : "No"}</p>'],
])('%s is fine', (_, component) => {
	expect(storedTitles(module(component))).toEqual([])
})
