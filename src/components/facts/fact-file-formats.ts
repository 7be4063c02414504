import { annotationPieces } from '@/domain/fact-annotations'
import { csvPieces } from '@/domain/fact-csv'
import type { FactFile } from '@/domain/fact-file'
import { markdownPieces } from '@/domain/fact-markdown'
import { jsonPieces } from '@/domain/json-pieces'

type TextOf = (sourceId: string) => string | undefined

/** How facts are written into a file. */
export const factFileFormats = {
	csv: {
		...{ label: 'CSV', hint: 'For spreadsheets', ending: 'csv', type: 'text/csv;charset=utf-8' },
		...{ holdsTexts: false, pieces: csvPieces },
	},
	json: {
		...{ label: 'JSON', hint: 'Everything, with its provenance', ending: 'json' },
		...{ type: 'application/json', holdsTexts: true },
		pieces: (file: FactFile) => jsonPieces(file),
	},
	markdown: {
		...{ label: 'Markdown', hint: 'To be read: claims with their quotes', ending: 'md' },
		...{ type: 'text/markdown;charset=utf-8', holdsTexts: false, pieces: markdownPieces },
	},
	annotations: {
		...{ label: 'Web Annotation', hint: 'The W3C’s JSON-LD', ending: 'jsonld' },
		...{ type: 'application/ld+json', holdsTexts: true, pieces: annotationPieces },
	},
} as const

export type FactFileFormat = keyof typeof factFileFormats

const blobLength = 500_000

/** The parts of a file, with a pause wherever writing has taken long. */
export async function writeFacts(
	format: FactFileFormat,
	{ file, textOf }: { file: FactFile; textOf: TextOf },
	pause: () => Promise<void>,
): Promise<Blob[]> {
	const parts: Blob[] = []
	let pieces: string[] = []
	let length = 0
	// A blob of all pieces at once would be encoded in one stretch.
	const close = () => {
		parts.push(new Blob(pieces))
		pieces = []
		length = 0
	}
	for (const piece of factFileFormats[format].pieces(file, textOf)) {
		pieces.push(piece)
		length += piece.length
		if (length > blobLength) close()
		await pause()
	}
	close()
	return parts
}
