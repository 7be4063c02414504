import { trpc } from '@/client/trpc'
import { limits } from '@/domain/limits'
import { shownTitle } from '@/domain/visible-text'
import { Icon } from '../ui/icon'
import { lazyPart } from '../ui/lazy-part'
import { useEditing } from '../ui/use-editing'

const RenameForm = lazyPart(() => import('../ui/rename-form').then((file) => file.RenameForm), {
	dismiss: ({ onDone }) => onDone(),
})
const messages = { empty: 'Give the project a title.', failed: 'The project was not renamed.' }

/** The project's title, which turns into a field when it is pressed. */
export function ProjectTitle({ projectId, title }: { projectId: string; title: string }) {
	const utils = trpc.useUtils()
	const { isEditing, button, start, stop } = useEditing()

	async function rename(newTitle: string) {
		const renamed = await utils.client.project.rename.mutate({ projectId, title: newTitle })
		utils.project.get.setData({ projectId }, (project) => project && { ...project, ...renamed })
		void utils.project.list.invalidate()
	}

	if (isEditing)
		return (
			<>
				<h1 className="sr-only">{shownTitle(title)}</h1>
				<div className="max-w-2xl">
					<RenameForm
						label="Project title"
						value={title}
						maxLength={limits.titleLength}
						onSave={rename}
						onDone={stop}
						messages={messages}
						isLarge
						testId="project-title"
					/>
				</div>
			</>
		)
	return (
		<h1
			data-testid="project-title"
			className="w-fit font-serif text-3xl leading-tight tracking-tight text-balance sm:text-[2.5rem]"
		>
			<button
				ref={button}
				type="button"
				title="Rename project"
				onPointerEnter={RenameForm.preload}
				onFocus={RenameForm.preload}
				onClick={start}
				className="group rounded-md text-left [overflow-wrap:anywhere] hover:text-accent"
			>
				<span dir="auto">{shownTitle(title)}</span>
				<span className="ml-2 inline-block align-middle text-ink-soft group-hover:text-accent">
					<Icon name="edit" />
				</span>
			</button>
		</h1>
	)
}
