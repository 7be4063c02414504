import { useRouter } from 'next/router'
import { errorCode, errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { ProjectMissing } from '@/components/projects/project-missing'
import { ProjectWorkspace } from '@/components/projects/project-workspace'
import { ErrorNotice } from '@/components/ui/notice'
import { PageFrame } from '@/components/ui/page-frame'
import { Skeleton } from '@/components/ui/skeleton'
import { shownTitle } from '@/domain/visible-text'

const skipTo = [
	{ id: 'facts-heading', label: 'Skip to facts' },
	{ id: 'selection', label: 'Skip to selection' },
]

export default function ProjectPage() {
	const router = useRouter()
	const projectId = String(router.query.id ?? '')
	const project = trpc.project.get.useQuery({ projectId }, { enabled: router.isReady })

	if (project.data)
		return (
			<PageFrame title={shownTitle(project.data.title)} skipTo={skipTo}>
				<ProjectWorkspace key={projectId} project={project.data} />
			</PageFrame>
		)
	if (['NOT_FOUND', 'BAD_REQUEST'].includes(errorCode(project.error) ?? ''))
		return (
			<PageFrame title="Project not found">
				<ProjectMissing
					message={
						errorCode(project.error) === 'NOT_FOUND'
							? errorText(project.error)
							: `“${projectId}” is not the id of a project.`
					}
				/>
			</PageFrame>
		)
	return (
		<PageFrame title="Project">
			<h1 className="sr-only">Project</h1>
			{project.error ? (
				<ErrorNotice
					title="The project could not be loaded"
					message={errorText(project.error)}
					onRetry={() => project.refetch()}
				/>
			) : (
				<Skeleton label="Loading the project" lines={6} />
			)}
		</PageFrame>
	)
}
