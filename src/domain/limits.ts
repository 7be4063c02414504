/** Limits that the API enforces and the pages announce. */
export const limits = {
	titleLength: 200,
	claimLength: 2_000,
	noteLength: 4_000,
	tagLength: 50,
	tagsPerFact: 20,
	/** Bytes that a source's text takes in a request. The limit of the whole body is higher. */
	sourceTextBytes: 1_000_000,
	/** UTF-8 bytes of a quote. A longer passage should be a source. */
	quoteBytes: 20_000,
	/** Bytes of claims, quotes, notes and tags after which a page of a list ends. */
	pageBytes: 1_000_000,
	/** Calls in one request, each of which may answer a page. */
	callsPerBatch: 20,
	factsPerSynthesis: 500,
	/** Bytes of claims and quotes that one synthesis takes. */
	selectionBytes: 1_000_000,
	/** Bytes of an output as it is stored, with its sentences and citations. */
	outputBytes: 8_000_000,
	/** Facts that a view shows, a selection holds and one change takes. */
	factsPerView: 10_000,
	/** Facts that one call imports, and the bytes of their words. An import of a file makes several calls. */
	factsPerImport: 500,
	importBytes: 2_000_000,
	/** Bytes of a file of facts. */
	importFileBytes: 50_000_000,
	/** Ids of facts to review in one answer, about 40 bytes each. */
	undecidedPerRead: 50_000,
	searchLength: 200,
	/** Facts in one query for trust, whose URL holds their ids. */
	factsPerTrustCheck: 120,
	/** Facts in one query by their ids, which its URL holds. */
	factsPerRead: 100,
} as const
