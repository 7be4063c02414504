import { parseArgs } from 'node:util'

export type Options = {
	workers: number
	rounds: number
	/** Seconds after which no round begins any more. */
	seconds: number
	faults: boolean
	shared: boolean
	/** The origin of a server that runs already; undefined: the command starts one. */
	url: string | undefined
}

/** The command was called with a wrong argument; the message says what is allowed. */
export class ArgumentError extends Error {
	override name = 'ArgumentError'
}

/** Reads the arguments of the command. Throws ArgumentError. */
export function readArguments(args: string[]): Options {
	const { values } = parsed(args)
	const options = {
		workers: wholeNumber('workers', values.workers ?? '8', { from: 1, to: 200 }),
		rounds: wholeNumber('rounds', values.rounds ?? '50', { from: 1, to: 100_000 }),
		seconds: wholeNumber('seconds', values.seconds ?? '600', { from: 1, to: 86_400 }),
		faults: values.faults ?? false,
		shared: values.shared ?? false,
		url: values.url === undefined ? undefined : origin(values.url),
	}
	if (options.shared && options.faults)
		throw new ArgumentError(
			'--shared: goes without --faults, because its workers collide without any fault',
		)
	if (options.shared && options.workers < 2)
		throw new ArgumentError(
			`--workers ${options.workers}: allowed with --shared: 2 to 200, because one worker alone has nobody to collide with`,
		)
	return options
}

function parsed(args: string[]) {
	try {
		return parseArgs({
			args,
			options: {
				workers: { type: 'string' },
				rounds: { type: 'string' },
				seconds: { type: 'string' },
				faults: { type: 'boolean' },
				shared: { type: 'boolean' },
				url: { type: 'string' },
			},
		})
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error)
		throw new ArgumentError(
			`${reason}. Allowed: --workers N, --rounds N, --seconds N, --faults, --shared, --url http://…`,
		)
	}
}

function wholeNumber(name: string, text: string, { from, to }: { from: number; to: number }) {
	const value = Number(text)
	if (!/^\d+$/.test(text) || value < from || value > to)
		throw new ArgumentError(
			`--${name} ${text}: allowed: a whole number from ${from} to ${to.toLocaleString('en')}`,
		)
	return value
}

/** Does not repeat the value: it may hold a password. */
function origin(text: string): string {
	const url = URL.canParse(text) ? new URL(text) : null
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
		throw new ArgumentError(
			'--url: allowed: an http:// or https:// address without user and password',
		)
	return url.origin
}
