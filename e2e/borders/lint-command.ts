/** Checks that the imports of the checkout keep the borders between its rooms. Run: `npm run lint:borders`. */
import { readCheckout } from './checkout'
import { importsOf } from './imports'
import { crossings, deadFiles, findCircle } from './rules'

const { sources, texts } = readCheckout()
const imports = importsOf(sources)
const circle = findCircle(imports)
const findings = [
	...crossings(imports).map(
		({ from, to, isType }) => `${from}: may not import ${isType ? 'types of ' : ''}${to}`,
	),
	...(circle ? [`A circle of imports: ${circle.join(' → ')}`] : []),
	...deadFiles(sources, texts).map((file) => `${file}: no file imports it`),
]
for (const finding of findings) console.error(finding)
console.log(
	findings.length === 0
		? `${imports.length} imports keep the borders.`
		: `${findings.length} findings. The rules are in e2e/borders/rules.ts.`,
)
process.exitCode = findings.length > 0 ? 1 : 0
