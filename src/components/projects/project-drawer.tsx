import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { trpc } from '@/client/trpc'
import type { CitedFact } from '../facts/evidence-body'
import { EvidencePanel } from '../facts/evidence-panel'
import { type QueueStart, startQueue } from '../facts/queue-start'
import type { FactReview } from '../facts/use-fact-review'
import { HistoryPanel } from '../outputs/history-panel'
import { OutputPanel } from '../outputs/output-panel'
import type { SynthesisRequest } from '../outputs/use-synthesis'
import { reviewButtonId, SourceReader } from '../sources/source-reader'
import { Drawer } from '../ui/drawer'
import type { Announce } from '../ui/toast-stack'

/** `at` is the number of the quote that somebody comes back to. */
type OutputView = { kind: 'output'; outputId: string; fromHistory: boolean; at?: number }
/** `isBack` where somebody comes back to it from its facts. */
type SourceView = { kind: 'source'; sourceId: string; isKnown?: boolean; isBack?: true }
/** `from` is what it was opened from, where that is not the page. */
type EvidenceView = {
	kind: 'evidence'
	factId: string
	queue: QueueStart
	from?: { output: OutputView; citations: CitedFact[] } | { source: SourceView }
}

export type Panel = OutputView | { kind: 'history'; at?: string } | SourceView | EvidenceView

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
	announce: Announce
	/** Leads to the card of a fact, where the list shows it. */
	leadToFact: RefObject<((factId: string) => boolean) | null>
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
	announce,
	leadToFact,
	review,
	onRegenerate,
	onRemoveSource,
	notice,
}: ProjectDrawerProps) {
	const utils = trpc.useUtils()
	const onGiveFocus = useWayToCard(panel, leadToFact)
	const back = backOf(panel)
	function openEvidence(output: OutputView, citation: CitedFact) {
		const { outputId } = output
		const { citations = [citation] } = utils.output.get.getData({ projectId, outputId }) ?? {}
		const queue = startQueue(citations.map(({ id }) => id))
		onPanel({ kind: 'evidence', factId: citation.id, queue, from: { output, citations } })
	}
	const cited = panel && citationsOf(panel)
	return (
		<Drawer
			open={panel !== null}
			onClose={() => onPanel(null)}
			testId={panel ? testIds[panel.kind] : ''}
			view={viewOf(panel)}
			onEscape={back && (() => onPanel(back))}
			focusOn={focusOf(panel)}
			onGiveFocus={onGiveFocus}
			beside={panel?.kind === 'source' || (panel?.kind === 'evidence' && !cited)}
		>
			{panel?.kind === 'output' && (
				<OutputPanel
					projectId={projectId}
					outputId={panel.outputId}
					onRegenerate={onRegenerate}
					onOutput={(outputId) => onPanel({ ...panel, outputId, at: undefined })}
					onEvidence={(citation) => openEvidence(panel, citation)}
					onBackToHistory={back && (() => onPanel(back))}
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
					key={panel.sourceId}
					projectId={projectId}
					sourceId={panel.sourceId}
					isKnown={panel.isKnown}
					onReview={(factIds, factId) => {
						const queue = startQueue(factIds)
						onPanel({ kind: 'evidence', factId, queue, from: { source: panel } })
					}}
					onRemove={onRemoveSource}
				/>
			)}
			{panel?.kind === 'evidence' && (
				<EvidencePanel
					key={panel.queue.key}
					projectId={projectId}
					factId={panel.factId}
					start={panel.queue}
					citation={cited?.find(({ id }) => id === panel.factId)}
					review={review}
					announce={announce}
					onFact={(factId) => onPanel({ ...panel, factId })}
					onClose={() => onPanel(null)}
					back={back && { to: cited ? 'text' : 'source', onBack: () => onPanel(back) }}
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

/** One level up from a panel, to where it was opened from; none where that is the page. */
function backOf(panel: Panel | null): Panel | undefined {
	if (panel?.kind === 'output' && panel.fromHistory) return { kind: 'history', at: panel.outputId }
	if (panel?.kind !== 'evidence' || !panel.from) return undefined
	if ('source' in panel.from) return { ...panel.from.source, isBack: true }
	const { output, citations } = panel.from
	return { ...output, at: citations.find(({ id }) => id === panel.factId)?.number }
}

/** What the output cites that led to the panel; none where no output did. */
function citationsOf(panel: Panel): CitedFact[] | undefined {
	if (panel.kind !== 'evidence' || !panel.from || 'source' in panel.from) return undefined
	return panel.from.citations
}

/** The part of a panel that somebody comes back to. */
function focusOf(panel: Panel | null): string | undefined {
	if (panel?.kind === 'output' && panel.at) return `#quote-${panel.at}`
	if (panel?.kind === 'history' && panel.at) return `[data-output-id="${panel.at}"]`
	if (panel?.kind === 'source' && panel.isBack) return `#${reviewButtonId}`
	return undefined
}

/** Leads from evidence that is left to the card of its fact, where it is another one than the sheet was opened with. */
function useWayToCard(panel: Panel | null, leadToFact: ProjectDrawerProps['leadToFact']) {
	const trail = useRef<{ isOpen: boolean; first?: string; last?: string }>({ isOpen: false })
	useEffect(() => {
		const { current } = trail
		const factId = panel?.kind === 'evidence' && !panel.from ? panel.factId : undefined
		if (panel && !current.isOpen) current.first = factId
		if (panel) current.last = factId
		current.isOpen = panel !== null
	}, [panel])
	return () => {
		const { first, last } = trail.current
		return last !== undefined && last !== first && !!leadToFact.current?.(last)
	}
}
