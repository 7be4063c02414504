import type { Ref } from 'react'
import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { shownTitle } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { RenameForm } from '../ui/rename-form'

type SourceActionsProps = {
	title: string
	/** The button that the focus goes back to once the source is renamed. */
	renameRef: Ref<HTMLButtonElement>
	onRename: () => void
	onRemove: () => void
}

/** The actions on a source as a whole. */
export function SourceActions({ title, renameRef, onRename, onRemove }: SourceActionsProps) {
	return (
		<div className="-ml-2.5 flex">
			<Button
				ref={renameRef}
				variant="quiet"
				size="sm"
				aria-label={`Rename “${shownTitle(title)}”`}
				onClick={onRename}
			>
				<Icon name="edit" />
				Rename
			</Button>
			<Button
				variant="quiet"
				size="sm"
				aria-label={`Delete “${shownTitle(title)}”`}
				title="Delete this source with its facts"
				onClick={onRemove}
			>
				<Icon name="trash" />
				Delete
			</Button>
		</div>
	)
}

type SourceTitleFormProps = {
	projectId: string
	source: { id: string; title: string }
	onDone: () => void
}

/** Takes the place of a source's title while it is changed. */
export function SourceTitleForm({ projectId, source, onDone }: SourceTitleFormProps) {
	const utils = trpc.useUtils()

	async function rename(newTitle: string) {
		const of = { projectId, sourceId: source.id }
		const { title } = await utils.client.source.rename.mutate({ ...of, title: newTitle })
		utils.source.get.setData(of, (current) => current && { ...current, title })
		void utils.source.list.invalidate({ projectId })
		void utils.source.evidence.invalidate({ projectId })
		void utils.fact.invalidate()
	}

	return (
		<RenameForm
			label="Title of the source"
			value={source.title}
			maxLength={limits.titleLength}
			onSave={rename}
			onDone={onDone}
		/>
	)
}
