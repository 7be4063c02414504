/** Matches the requests of a page that call the procedure, also together with others: queries of one moment go as a batch. */
export function callsOf(procedure: string): RegExp {
	return new RegExp(`/api/trpc/(?:[\\w.]+,)*${procedure.replaceAll('.', '\\.')}(?:[,?]|$)`)
}
