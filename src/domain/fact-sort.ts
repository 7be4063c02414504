/** The orders of a list of facts; `status` puts facts without a decision first. */
export const factSorts = ['position', 'status', 'confidence', 'newest'] as const
export type FactSort = (typeof factSorts)[number]
