import { factAnnotations } from '@/domain/fact-annotations'
import { factsCsv } from '@/domain/fact-csv'
import type { FactFile } from '@/domain/fact-file'
import { factsMarkdown } from '@/domain/fact-markdown'

type TextOf = (sourceId: string) => string | undefined

/** How facts are written into a file. */
export const factFileFormats = {
	csv: {
		...{ label: 'CSV', hint: 'For spreadsheets', ending: 'csv', type: 'text/csv;charset=utf-8' },
		...{ holdsTexts: false, write: factsCsv },
	},
	json: {
		...{ label: 'JSON', hint: 'Everything, with its provenance', ending: 'json' },
		...{ type: 'application/json', holdsTexts: true, write: (file: FactFile) => json(file) },
	},
	markdown: {
		...{ label: 'Markdown', hint: 'To be read: claims with their quotes', ending: 'md' },
		...{ type: 'text/markdown;charset=utf-8', holdsTexts: false, write: factsMarkdown },
	},
	annotations: {
		...{ label: 'Web Annotation', hint: 'The W3C’s JSON-LD', ending: 'jsonld' },
		...{ type: 'application/ld+json', holdsTexts: true },
		write: (file: FactFile, textOf: TextOf) => json(factAnnotations(file, textOf)),
	},
} as const

export type FactFileFormat = keyof typeof factFileFormats

const json = (value: unknown) => `${JSON.stringify(value, null, '\t')}\n`
