import type { ReactNode } from 'react'
import type { CitedFact } from '../facts/evidence-body'
import { EvidencePanel } from '../facts/evidence-panel'
import type { FactReview } from '../facts/use-fact-review'
import { HistoryPanel } from '../outputs/history-panel'
import { OutputPanel } from '../outputs/output-panel'
import type { SynthesisRequest } from '../outputs/use-synthesis'
import { SourceReader } from '../sources/source-reader'
import { Drawer } from '../ui/drawer'

type OutputView = { kind: 'output'; outputId: string; fromHistory: boolean }

export type Panel =
	| OutputView
	| { kind: 'history' }
	| { kind: 'source'; sourceId: string; isKnown?: boolean }
	| { kind: 'evidence'; factId: string; from?: { output: OutputView; citation: CitedFact } }

const testIds = {
	output: 'output-drawer',
	history: 'outputs-history-drawer',
	source: 'source-reader',
	evidence: 'evidence-panel',
} as const

type ProjectDrawerProps = {
	projectId: string
	panel: Panel | null
	onPanel: (panel: Panel | null) => void
	review: FactReview
	onRegenerate: (request: SynthesisRequest) => void
	/** Rejects where the server refuses. */
	onRemoveSource: (source: { id: string; title: string }) => Promise<unknown>
	/** Progress or failure of a synthesis. */
	notice: ReactNode
}

/** The sheet beside a project, with the panel that is open in it. */
export function ProjectDrawer({
	projectId,
	panel,
	onPanel,
	review,
	onRegenerate,
	onRemoveSource,
	notice,
}: ProjectDrawerProps) {
	return (
		<Drawer
			open={panel !== null}
			onClose={() => onPanel(null)}
			testId={panel ? testIds[panel.kind] : ''}
			view={viewOf(panel)}
			beside={panel?.kind === 'source' || (panel?.kind === 'evidence' && !panel.from)}
		>
			{panel?.kind === 'output' && (
				<OutputPanel
					projectId={projectId}
					outputId={panel.outputId}
					onRegenerate={onRegenerate}
					onOutput={(outputId) => onPanel({ ...panel, outputId })}
					onEvidence={(citation) =>
						onPanel({ kind: 'evidence', factId: citation.id, from: { output: panel, citation } })
					}
					onBackToHistory={panel.fromHistory ? () => onPanel({ kind: 'history' }) : undefined}
					notice={notice}
				/>
			)}
			{panel?.kind === 'history' && (
				<HistoryPanel
					projectId={projectId}
					onOpen={(outputId) => onPanel({ kind: 'output', outputId, fromHistory: true })}
				/>
			)}
			{panel?.kind === 'source' && (
				<SourceReader
					projectId={projectId}
					sourceId={panel.sourceId}
					isKnown={panel.isKnown}
					onRemove={onRemoveSource}
				/>
			)}
			{panel?.kind === 'evidence' && (
				<EvidencePanel
					projectId={projectId}
					factId={panel.factId}
					citation={panel.from?.citation.id === panel.factId ? panel.from.citation : undefined}
					review={review}
					onFact={(factId) => onPanel({ ...panel, factId })}
					onBackToOutput={panel.from && (() => panel.from && onPanel(panel.from.output))}
				/>
			)}
		</Drawer>
	)
}

/** Steps between facts stay one view, so that the focus stays on the button that steps. */
function viewOf(panel: Panel | null): string {
	if (panel === null || panel.kind === 'evidence') return panel?.kind ?? ''
	return JSON.stringify(panel)
}
