import { type RefObject, useCallback, useRef, useState } from 'react'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { modeLabels, type OutputMode } from '@/domain/output-mode'
import { FactPanel } from '../facts/fact-panel'
import type { QueueStart } from '../facts/queue-start'
import { useFactReview } from '../facts/use-fact-review'
import type { Fact } from '../facts/use-facts'
import { useGoneSelection } from '../facts/use-gone-selection'
import { useSelection } from '../facts/use-selection'
import { SynthesisErrorBanner } from '../outputs/synthesis-error-banner'
import { SynthesisProgress } from '../outputs/synthesis-progress'
import { type SynthesisRequest, useSynthesis } from '../outputs/use-synthesis'
import { useTrustGate } from '../outputs/use-trust-gate'
import { AddSource } from '../sources/add-source'
import { SourcePanel } from '../sources/source-panel'
import { useSourceRemoval } from '../sources/use-source-removal'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { Icon } from '../ui/icon'
import { lazyPart } from '../ui/lazy-part'
import { useKeptScroll } from '../ui/use-kept-scroll'
import { useSubmitShortcut } from '../ui/use-submit-shortcut'
import type { Panel } from './project-drawer'
import { ProjectTitle } from './project-title'
import { SelectionDock } from './selection-dock'
import { type Arrive, usePanel } from './use-panel'

const ProjectDrawer = lazyPart(
	() => import('./project-drawer').then(({ ProjectDrawer }) => ProjectDrawer),
	{ isWanted: ({ panel }) => panel !== null, dismiss: ({ onPanel }) => onPanel(null) },
)
const TrustDialog = lazyPart(
	() => import('../outputs/trust-dialog').then(({ TrustDialog }) => TrustDialog),
	{ isWanted: ({ doubt }) => doubt !== null, dismiss: ({ onCancel }) => onCancel() },
)

/** Sources, facts and outputs of one project, and what is selected, written and open among them. */
export function ProjectWorkspace({ project }: { project: RouterOutputs['project']['get'] }) {
	const projectId = project.id
	const outputs = trpc.output.list.useQuery({ projectId })
	const selection = useSelection(projectId)
	useGoneSelection(projectId, selection)
	const review = useFactReview(projectId)
	const synthesis = useSynthesis(projectId, selection.drop)
	const trust = useTrustGate(projectId)
	const [isAsking, setAsking] = useState(false)
	const [hiddenCount, setHiddenCount] = useState(0)
	const [mode, setMode] = useState<OutputMode>('paragraph')
	const { panel, show, closeSource, announce, watch } = usePanel()
	const [isDoubtHeld, setDoubtHeld] = useState(false)
	const [adding, setAdding] = useState(false)
	const factsHeading = useRef<HTMLHeadingElement>(null)
	const dock = useRef<HTMLElement>(null)
	const leadToFact = useRef<((factId: string) => boolean) | null>(null)
	const [areFactsThere, setFactsThere] = useState(false)
	useKeptScroll(areFactsThere, 'data-fact-id')
	const noteFacts = useCallback(() => setFactsThere(true), [])
	const removeSource = useSourceRemoval(projectId, { review, selection, onRemoved: closeSource })
	const newest = outputs.data?.toSorted((one, other) =>
		other.createdAt.localeCompare(one.createdAt),
	)[0]

	async function write(request: SynthesisRequest, arrive: Arrive = watch()) {
		const outputId = await synthesis.write(request)
		if (!outputId) return
		const { noun } = modeLabels[request.mode]
		arrive(`Your text is ready: ${noun} from ${countOf(request.factIds.length, 'fact')}.`, () =>
			show((current) => ({
				...{ kind: 'output', outputId },
				fromHistory:
					current?.kind === 'history' || (current?.kind === 'output' && current.fromHistory),
			})),
		)
	}
	async function askAndWrite(request: SynthesisRequest) {
		if (isAsking || request.factIds.length === 0) return
		const arrive = watch()
		setAsking(true)
		setDoubtHeld(true)
		trust.settle()
		// The gate looks at what the server has, and a decision may still be on its way there.
		await review.settled()
		const isTrusted = await trust.ask(request).catch((error) => synthesis.fail(request, error))
		setAsking(false)
		if (isTrusted) await write(request, arrive)
		else if (isTrusted === false)
			arrive(
				'Not all selected facts are approved: no text is written before you say what to do.',
				() => setDoubtHeld(false),
			)
	}
	function retry(request: SynthesisRequest, isUnasked = false) {
		if (!isUnasked) return write(request)
		synthesis.dismiss()
		return askAndWrite(request)
	}
	const generate = () => askAndWrite({ mode, factIds: [...selection.ids] })
	useSubmitShortcut(generate)
	const openEvidence = useCallback(
		(fact: Fact, queue: QueueStart) => show({ kind: 'evidence', factId: fact.id, queue }),
		[show],
	)

	// A control that removes itself leaves the focus near by; in the drawer its own trap does that.
	const leaving = (to: RefObject<HTMLElement | null>, action: () => void) => () => {
		if (panel === null) to.current?.focus({ preventScroll: true })
		action()
	}

	const { state } = synthesis
	const notice =
		state.status === 'writing' ? (
			<SynthesisProgress request={state.request} onCancel={leaving(dock, synthesis.cancel)} />
		) : state.status === 'failed' ? (
			<SynthesisErrorBanner
				failure={state}
				onRetry={(request) => leaving(dock, () => retry(request, state.isUnasked))()}
				onDismiss={leaving(dock, synthesis.dismiss)}
			/>
		) : null

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
							newest && show({ kind: 'output', outputId: newest.id, fromHistory: false })
						}
					>
						<Icon name="document" />
						Last output
					</Button>
					<Button data-testid="outputs-history-button" onClick={() => show({ kind: 'history' })}>
						<Icon name="history" />
						History
					</Button>
				</div>
			</div>
			<div className="grid gap-x-14 gap-y-6 roomy:grid-cols-[17rem_minmax(0,1fr)]">
				<SourcePanel
					projectId={projectId}
					areFactsThere={areFactsThere}
					onAdd={() => setAdding(true)}
					onRead={(sourceId) => show({ kind: 'source', sourceId })}
				/>
				<div className="min-w-0">
					<FactPanel
						projectId={projectId}
						selection={selection}
						review={review}
						headingRef={factsHeading}
						leadRef={leadToFact}
						onFirstAnswer={noteFacts}
						onHidden={setHiddenCount}
						onEvidence={openEvidence}
						onAddSource={() => setAdding(true)}
						followedId={panel && followedOf(panel)}
					/>
					<SelectionDock
						ref={dock}
						projectId={projectId}
						selection={selection}
						review={review}
						notice={notice}
						isNoticeElsewhere={panel?.kind === 'output'}
						mode={mode}
						hiddenCount={hiddenCount}
						isBusy={isAsking || state.status === 'writing'}
						factsHeading={factsHeading}
						onMode={setMode}
						onClear={leaving(factsHeading, selection.clear)}
						onGenerate={generate}
					/>
				</div>
			</div>
			<AddSource
				projectId={projectId}
				open={adding}
				onOpen={() => setAdding(true)}
				onClose={() => setAdding(false)}
				onAdded={({ id, title, isKnown, isLeft }) => {
					const read = () => show({ kind: 'source', sourceId: id, isKnown })
					if (!isLeft) read()
					else announce(`“${title}” is ${isKnown ? 'here already' : 'added'}.`, read)
				}}
			/>
			<TrustDialog
				doubt={isDoubtHeld ? null : trust.doubt}
				onCancel={trust.settle}
				onApprove={(factIds) => review.decide(factIds, { status: 'approved' })}
				onWrite={(request) => {
					trust.settle()
					void write(request)
				}}
			/>
			<ProjectDrawer
				projectId={projectId}
				panel={panel}
				onPanel={show}
				announce={announce}
				leadToFact={leadToFact}
				review={review}
				onRegenerate={askAndWrite}
				onRemoveSource={removeSource}
				notice={notice}
			/>
		</>
	)
}

/** The fact that the list goes along with; none where a text led to its evidence, which covers the list. */
function followedOf(panel: Panel): string | null {
	return panel.kind === 'evidence' && !(panel.from && 'output' in panel.from) ? panel.factId : null
}
