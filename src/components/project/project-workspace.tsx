import { useCallback, useState } from 'react'
import { BulkBar } from '@/components/fact/bulk-bar'
import { FactPanel } from '@/components/fact/fact-panel'
import { SelectionBar } from '@/components/output/selection-bar'
import { SynthesisErrorBanner } from '@/components/output/synthesis-error-banner'
import { SynthesisProgress } from '@/components/output/synthesis-progress'
import { SourcePanel } from '@/components/source/source-panel'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useToast } from '@/components/ui/toast'
import { countOf } from '@/lib/format'
import { type RouterOutputs, trpc } from '@/lib/trpc'
import { useFactReview } from '@/lib/use-fact-review'
import type { Fact } from '@/lib/use-facts'
import { useLoaded } from '@/lib/use-loaded'
import { useSelection } from '@/lib/use-selection'
import { useSubmitShortcut } from '@/lib/use-submit-shortcut'
import { type SynthesisRequest, useSynthesis } from '@/lib/use-synthesis'
import type { OutputMode } from '@/lib/vocabulary'
import { ProjectTitle } from './project-title'

const loadPanels = () => import('./panels')

type Panel =
	| { kind: 'output'; outputId: string; fromHistory: boolean }
	| { kind: 'history' }
	| { kind: 'evidence'; fact: Fact }

const panelTestIds = {
	output: 'output-drawer',
	history: 'outputs-history-drawer',
	evidence: 'evidence-panel',
} as const

/** Sources, facts and outputs of one project, and what is selected, written and open among them. */
export function ProjectWorkspace({ project }: { project: RouterOutputs['project']['get'] }) {
	const projectId = project.id
	const outputs = trpc.output.list.useQuery({ projectId })
	const selection = useSelection()
	const review = useFactReview(projectId, useToast())
	const synthesis = useSynthesis(projectId, selection.drop)
	const [mode, setMode] = useState<OutputMode>('paragraph')
	const [panel, setPanel] = useState<Panel | null>(null)
	const panels = useLoaded(loadPanels, panel !== null)
	const newest = outputs.data?.[0]

	async function write(request: SynthesisRequest) {
		const outputId = await synthesis.write(request)
		if (outputId) setPanel({ kind: 'output', outputId, fromHistory: false })
	}
	const generate = () => {
		if (selection.ids.size > 0) void write({ mode, factIds: [...selection.ids] })
	}
	useSubmitShortcut(generate)
	const openEvidence = useCallback((fact: Fact) => setPanel({ kind: 'evidence', fact }), [])

	// A control that removes itself leaves the focus near by; in the drawer its own trap does that.
	const leaving = (elementId: string, action: () => void) => () => {
		if (panel === null) document.getElementById(elementId)?.focus({ preventScroll: true })
		action()
	}

	const { state } = synthesis
	const notice =
		state.status === 'writing' ? (
			<SynthesisProgress
				request={state.request}
				onCancel={leaving('selection', synthesis.cancel)}
			/>
		) : state.status === 'failed' ? (
			<SynthesisErrorBanner
				failure={state}
				onRetry={(request) => leaving('selection', () => write(request))()}
				onDismiss={leaving('selection', synthesis.dismiss)}
			/>
		) : null
	const isDockShown = selection.ids.size > 0 || notice !== null

	return (
		<>
			<div className="mb-8 flex flex-wrap items-start justify-between gap-x-8 gap-y-4 sm:mb-10">
				<div className="min-w-0 flex-[1_1_24rem]">
					<ProjectTitle projectId={projectId} title={project.title} />
				</div>
				<div className="flex gap-2">
					<Button
						data-testid="last-output-button"
						disabled={!newest}
						onClick={() =>
							newest && setPanel({ kind: 'output', outputId: newest.id, fromHistory: false })
						}
					>
						<Icon name="document" />
						Last output
					</Button>
					<Button
						data-testid="outputs-history-button"
						onClick={() => setPanel({ kind: 'history' })}
					>
						<Icon name="history" />
						History
					</Button>
				</div>
			</div>
			<div className="grid gap-x-14 gap-y-10 lg:grid-cols-[17rem_minmax(0,1fr)]">
				<SourcePanel projectId={projectId} />
				<div className="min-w-0">
					<FactPanel
						projectId={projectId}
						selection={selection}
						review={review}
						onEvidence={openEvidence}
					/>
					<p role="status" className="sr-only">
						{selection.ids.size > 0 && `${countOf(selection.ids.size, 'fact')} selected`}
					</p>
					{!isDockShown && (
						<p id="selection" tabIndex={-1} className="sr-only">
							No fact is selected.
						</p>
					)}
					{isDockShown && (
						<section
							id="selection"
							tabIndex={-1}
							aria-label="Selection"
							className="sticky bottom-3 z-20 mt-6 animate-appear space-y-3 rounded-md border border-line-strong bg-surface p-3 shadow-lift sm:p-4"
						>
							{panel?.kind !== 'output' && notice}
							{selection.ids.size > 0 && <BulkBar selection={selection} review={review} />}
							{selection.ids.size > 0 && (
								<SelectionBar
									count={selection.ids.size}
									mode={mode}
									isWriting={state.status === 'writing'}
									onMode={setMode}
									onClear={leaving('facts-heading', selection.clear)}
									onGenerate={generate}
								/>
							)}
						</section>
					)}
				</div>
			</div>
			{panels && (
				<panels.Drawer
					open={panel !== null}
					onClose={() => setPanel(null)}
					testId={panel ? panelTestIds[panel.kind] : ''}
					view={panel ? `${panel.kind} ${panel.kind === 'output' ? panel.outputId : ''}` : ''}
				>
					{panel?.kind === 'output' && (
						<panels.OutputPanel
							projectId={projectId}
							outputId={panel.outputId}
							onRegenerate={write}
							onBackToHistory={panel.fromHistory ? () => setPanel({ kind: 'history' }) : undefined}
							notice={notice}
						/>
					)}
					{panel?.kind === 'history' && (
						<panels.HistoryPanel
							projectId={projectId}
							onOpen={(outputId) => setPanel({ kind: 'output', outputId, fromHistory: true })}
						/>
					)}
					{panel?.kind === 'evidence' && (
						<panels.EvidencePanel projectId={projectId} fact={panel.fact} />
					)}
				</panels.Drawer>
			)}
		</>
	)
}
