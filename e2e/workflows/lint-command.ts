/** Checks the workflows with actionlint and with the rules of this project. Run: `npm run lint:workflows`. */
import { actionlint } from './actionlint'
import { ruleFindings } from './rules'
import { readWorkflows } from './workflow'

let count = 0
for (const { file, text } of readWorkflows()) {
	const findings = [...(await actionlint(text, file)), ...ruleFindings(text)]
	for (const { line, rule, message } of findings)
		console.error(`${file}${line ? `:${line}` : ''}: ${message} [${rule}]`)
	count += findings.length
}
console.log(count === 0 ? 'The workflows are sound.' : `${count} findings in the workflows.`)
// The WebAssembly of actionlint never ends by itself.
process.exit(count > 0 ? 1 : 0)
