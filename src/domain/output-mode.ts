export const outputModes = ['paragraph', 'research_brief', 'script_outline', 'split'] as const
export type OutputMode = (typeof outputModes)[number]

export const modeLabels: Record<OutputMode, { name: string; hint: string; noun: string }> = {
	paragraph: {
		name: 'Paragraph',
		hint: 'One running text',
		noun: 'a paragraph',
	},
	research_brief: {
		name: 'Research brief',
		hint: 'Findings, then their evidence',
		noun: 'a research brief',
	},
	script_outline: {
		name: 'Script outline',
		hint: 'Opening, beats, close',
		noun: 'a script outline',
	},
	split: {
		name: 'Split by source',
		hint: 'What each source says',
		noun: 'a split by source',
	},
}
