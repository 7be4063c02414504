import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

export type Contexts = Record<string, unknown>

/** What status functions such as `success()` read: the results of the needed jobs, and whether the run is cancelled. */
export type RunState = { results: string[]; cancelled: boolean }

type FunctionDefinition =
	NonNullable<ConstructorParameters<typeof Evaluator>[2]> extends Map<string, infer Definition>
		? Definition
		: never

function statusFunctions({ results, cancelled }: RunState): FunctionDefinition[] {
	const answers = {
		always: true,
		cancelled,
		failure: !cancelled && results.includes('failure'),
		success: !cancelled && results.every((result) => result === 'success'),
	}
	return Object.entries(answers).map(([name, answer]) => ({
		...{ name, minArgs: 0, maxArgs: 0 },
		call: () => new data.BooleanData(answer),
	}))
}

function evaluate(expression: string, contexts: Contexts, state?: RunState): data.ExpressionData {
	const functions = state ? statusFunctions(state) : []
	const { tokens } = new Lexer(expression).lex()
	const parsed = new Parser(tokens, Object.keys(contexts), functions).parse()
	const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary
	return new Evaluator(
		parsed,
		values,
		new Map(functions.map((each) => [each.name, each])),
	).evaluate()
}

/** A value of a workflow with its expressions evaluated, as GitHub gives it to a step. */
export function interpolate(value: string | number | boolean, contexts: Contexts): string {
	return String(value).replace(/\$\{\{(.*?)\}\}/gs, (_, expression) =>
		evaluate(expression, contexts).coerceString(),
	)
}

/** Whether an `if` holds. An `if` without a status function also wants all needed jobs to have succeeded. */
export function holds(condition: string | undefined, contexts: Contexts, state: RunState): boolean {
	const text = (condition ?? 'success()').replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
	const asksStatus = /\b(always|cancelled|failure|success)\(\)/.test(text)
	const result = evaluate(asksStatus ? text : `success() && (${text})`, contexts, state)
	return data.replacer('', evaluateTruth(result)) === true
}

function evaluateTruth(value: data.ExpressionData): data.BooleanData {
	const falsy = ['', '0', 'false']
	return new data.BooleanData(
		value.kind !== data.Kind.Null && !falsy.includes(value.coerceString()),
	)
}
