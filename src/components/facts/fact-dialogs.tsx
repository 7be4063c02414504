import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RouterOutputs } from '@/client/trpc'
import { keepDraft, keptDraft } from '../ui/kept-drafts'
import { lazyPart } from '../ui/lazy-part'
import type { AnnotationDraft } from './annotate-dialog'
import type { FactReview } from './use-fact-review'
import type { Fact, FactOptions } from './use-facts'

const AddFactDialog = lazyPart(() => import('./add-fact-dialog').then((file) => file.AddFactDialog))
const AnnotateDialog = lazyPart(() => import('./annotate-dialog').then((file) => file.default))
const EditClaimDialog = lazyPart(() => import('./edit-claim-dialog').then((file) => file.default))
const ReviewKeysDialog = lazyPart(() => import('./review-keys-dialog').then((file) => file.default))

/** The window that is open over the facts. */
export type FactDialog = { kind: 'add' | 'keys' } | { kind: 'edit' | 'annotate'; fact: Fact }

type FactDialogsProps = {
	projectId: string
	open: FactDialog | null
	sources: RouterOutputs['source']['list']
	review: FactReview
	optionsOf: FactOptions
	keys: readonly [on: boolean, choose: (on: boolean) => void]
	onClose: () => void
}

/** The windows over the facts. What was typed about a fact and not saved is there again when its window opens again. */
export function FactDialogs(props: FactDialogsProps) {
	const { projectId, open, sources, review, optionsOf, keys, onClose } = props
	const [hasAdded, setHasAdded] = useState(false)
	if (open?.kind === 'add' && !hasAdded) setHasAdded(true)
	const opened = open && 'fact' in open ? open.fact : null
	const { data: now } = useQuery({ ...optionsOf(opened?.id ?? ''), enabled: !!opened })
	const fact = now ?? opened
	return (
		<>
			{hasAdded && (
				<AddFactDialog
					projectId={projectId}
					sources={sources}
					open={open?.kind === 'add'}
					onClose={onClose}
				/>
			)}
			{open?.kind === 'edit' && fact && (
				<EditClaimDialog
					projectId={projectId}
					fact={fact}
					{...draftOf<string>('claim', fact.id)}
					onSave={review.editClaim}
					onClose={onClose}
				/>
			)}
			{open?.kind === 'annotate' && fact && (
				<AnnotateDialog
					projectId={projectId}
					fact={fact}
					{...draftOf<AnnotationDraft>('annotation', fact.id)}
					onSave={review.annotate}
					onClose={onClose}
				/>
			)}
			{open?.kind === 'keys' && (
				<ReviewKeysDialog on={keys[0]} onChoose={keys[1]} onClose={onClose} />
			)}
		</>
	)
}

/** What was typed about a fact and not saved, as the properties of a window. */
function draftOf<Draft>(kind: string, factId: string) {
	const name = `${kind} of ${factId}`
	return {
		draft: keptDraft<Draft>(name),
		onDraft: (draft: Draft | undefined) => keepDraft(name, draft),
	}
}
