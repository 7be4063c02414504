import Link from 'next/link'
import type { RouterOutputs } from '@/client/trpc'
import { shownTitle } from '@/domain/visible-text'
import { Button } from '../ui/button'
import { countOf } from '../ui/count-of'
import { date } from '../ui/date-time'
import { Icon } from '../ui/icon'
import { WorkspaceName } from './workspace-name'

type Project = RouterOutputs['project']['list'][number]
type ProjectListProps = {
	projects: Project[]
	onRemove: (project: Project) => void
	onRemoveWorkspace: (workspace: Project['workspace']) => void
}

/** Projects below the name of their workspace; the workspace of the newest project comes first. */
export function ProjectList({ projects, onRemove, onRemoveWorkspace }: ProjectListProps) {
	const workspaces = [...new Map(projects.map(({ workspace }) => [workspace.id, workspace]))]
	return workspaces.map(([id, workspace]) => (
		<section key={id} className="mb-10" aria-labelledby={`workspace-${id}`}>
			<WorkspaceName
				headingId={`workspace-${id}`}
				workspace={workspace}
				onRemove={() => onRemoveWorkspace(workspace)}
			/>
			<ul className="border-t border-line sm:-mx-3">
				{projects
					.filter((project) => project.workspace.id === id)
					.map((project) => (
						<ProjectItem key={project.id} project={project} onRemove={() => onRemove(project)} />
					))}
			</ul>
		</section>
	))
}

function ProjectItem({ project, onRemove }: { project: Project; onRemove: () => void }) {
	return (
		<li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-line px-3 py-4 transition-colors hover:bg-surface sm:grid-cols-[minmax(0,1fr)_auto_auto]">
			<div className="min-w-0">
				<h3 className="font-serif text-xl leading-snug [overflow-wrap:anywhere]">
					<Link
						dir="auto"
						href={`/project/${project.id}`}
						className="rounded-md underline-offset-4 after:absolute after:inset-0 hover:underline"
					>
						{shownTitle(project.title)}
					</Link>
				</h3>
				<p className="mt-0.5 text-sm text-ink-soft">since {date(project.createdAt)}</p>
			</div>
			<p className="col-start-1 flex gap-4 text-sm text-ink-soft tabular-nums sm:col-start-2">
				<span>{countOf(project.sourcesCount, 'source')}</span>
				<span>{countOf(project.factsCount, 'fact')}</span>
				<span>{countOf(project.outputsCount, 'output')}</span>
			</p>
			<Button
				variant="quiet"
				size="icon"
				aria-label={`Delete “${shownTitle(project.title)}”`}
				title="Delete project"
				onClick={onRemove}
				className="relative col-start-2 row-start-1 sm:col-start-3"
			>
				<Icon name="trash" />
			</Button>
		</li>
	)
}
