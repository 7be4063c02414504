import { useState } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { OpenDemoButton } from '@/components/projects/open-demo-button'
import { ProjectList } from '@/components/projects/project-list'
import { projectsPlace, useProjectRemoval } from '@/components/projects/use-project-removal'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { lazyPart } from '@/components/ui/lazy-part'
import { EmptyNotice, ErrorNotice } from '@/components/ui/notice'
import { PageFrame } from '@/components/ui/page-frame'
import { Skeleton } from '@/components/ui/skeleton'
import { UndoNotice } from '@/components/ui/undo-notice'

const CreateProjectDialog = lazyPart(() =>
	import('@/components/projects/create-project-dialog').then(
		({ CreateProjectDialog }) => CreateProjectDialog,
	),
)

export default function ProjectsPage() {
	const projects = trpc.project.list.useQuery()
	const [creating, setCreating] = useState(false)
	const removal = useProjectRemoval()
	const isEmpty = projects.data?.length === 0
	const create = (
		<Button
			variant="primary"
			data-testid="project-create"
			onPointerEnter={CreateProjectDialog.preload}
			onFocus={CreateProjectDialog.preload}
			onClick={() => setCreating(true)}
		>
			<Icon name="plus" />
			New project
		</Button>
	)

	return (
		<PageFrame title="Projects">
			<div className="mx-auto max-w-[60rem]">
				<div className="mb-8 flex flex-wrap items-end justify-between gap-4">
					<h1 className="font-serif text-4xl tracking-tight sm:text-[2.75rem]">Projects</h1>
					{!isEmpty && create}
				</div>
				<UndoNotice place={projectsPlace} />
				{projects.data ? (
					isEmpty ? (
						<EmptyNotice
							title="Nothing here yet"
							action={
								<div className="flex flex-wrap justify-center gap-3">
									{create}
									<OpenDemoButton />
								</div>
							}
						>
							Create a project, add the texts you work with as sources, and choose the facts that a
							cited text is written from.
						</EmptyNotice>
					) : (
						<ProjectList
							projects={projects.data}
							onRemove={removal.removeProject}
							onRemoveWorkspace={removal.removeWorkspace}
						/>
					)
				) : projects.error ? (
					<ErrorNotice
						title="The projects could not be loaded"
						message={errorText(projects.error)}
						onRetry={() => projects.refetch()}
					/>
				) : (
					<Skeleton label="Loading projects" lines={4} />
				)}
			</div>
			<CreateProjectDialog open={creating} onClose={() => setCreating(false)} />
		</PageFrame>
	)
}
