import { useState } from 'react'
import { CreateProjectDialog } from '@/components/project/create-project-dialog'
import { ProjectList } from '@/components/project/project-list'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { EmptyNotice, ErrorNotice } from '@/components/ui/notice'
import { PageFrame } from '@/components/ui/page-frame'
import { Skeleton } from '@/components/ui/skeleton'
import { errorText } from '@/lib/error-text'
import { trpc } from '@/lib/trpc'

export default function ProjectsPage() {
	const projects = trpc.project.list.useQuery()
	const [creating, setCreating] = useState(false)
	const isEmpty = projects.data?.length === 0
	const create = (
		<Button variant="primary" data-testid="project-create" onClick={() => setCreating(true)}>
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
				{projects.data ? (
					isEmpty ? (
						<EmptyNotice title="Nothing here yet" action={create}>
							Create a project, add the texts you work with as sources, and choose the facts that a
							cited text is written from.
						</EmptyNotice>
					) : (
						<ProjectList projects={projects.data} />
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
