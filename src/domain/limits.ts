/** Limits that the API enforces and the pages announce. */
export const limits = {
	titleLength: 200,
	claimLength: 2_000,
	/** Bytes that a source's text takes in a request, below the limit of the whole body. */
	sourceTextBytes: 1_000_000,
	/** Bytes of a quote, in UTF-8. A longer passage is no evidence any more but a source. */
	quoteBytes: 20_000,
	/** Bytes of claims and quotes after which a page of a list ends. */
	pageBytes: 1_000_000,
	/** Calls that one request may carry, each of which may answer a page. */
	callsPerBatch: 20,
	factsPerSynthesis: 500,
	/** Bytes of claims and quotes that go into one text. */
	selectionBytes: 1_000_000,
	/** Bytes of a text with its sentences and citations, as it is stored. */
	outputBytes: 8_000_000,
	/** What a view shows, a selection holds and one change takes. */
	factsPerView: 10_000,
	searchLength: 200,
	/** So that the ids fit into the URL of a query. */
	factsPerTrustCheck: 120,
} as const
