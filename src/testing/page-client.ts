import type { Caller } from './caller'

type Call = (input: unknown) => Promise<unknown>

/** A client as pages have it, whose calls a caller answers. `around` stands on the way of each. */
export function pageClient<Client>(
	caller: Caller,
	around = (_path: string, call: () => Promise<unknown>) => call(),
): Client {
	const routers = caller as unknown as Record<string, Record<string, Call>>
	const proceduresOf = (router: string) =>
		new Proxy(
			{},
			{
				get: (_, name: string) => {
					const send = (input: unknown) =>
						around(`${router}.${name}`, async () =>
							routers[router]?.[name]?.(JSON.parse(JSON.stringify(input))),
						)
					return { query: send, mutate: send }
				},
			},
		)
	return new Proxy({}, { get: (_, router: string) => proceduresOf(router) }) as Client
}
