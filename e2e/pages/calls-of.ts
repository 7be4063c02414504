/** Matches a page's requests that call the procedure, alone or in a batch: queries of one moment go as one batch. */
export function callsOf(procedure: string): RegExp {
	return new RegExp(`/api/trpc/(?:[\\w.]+,)*${procedure.replaceAll('.', '\\.')}(?:[,?]|$)`)
}
