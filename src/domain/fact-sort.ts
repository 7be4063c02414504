/** The orders of a list of facts; `status` puts facts without a decision first. */
export const factSorts = ['position', 'status', 'confidence', 'newest'] as const
export type FactSort = (typeof factSorts)[number]

/** All orders that facts can be asked for in; `reading` is that of a source's text, facts without a quote last. */
export const factOrders = [...factSorts, 'reading'] as const
