import Link from 'next/link'
import { countOf, date } from '@/lib/format'
import type { RouterOutputs } from '@/lib/trpc'

type Project = RouterOutputs['project']['list'][number]

export function ProjectList({ projects }: { projects: Project[] }) {
	return (
		<ul className="border-t border-line sm:-mx-3" aria-label="Projects">
			{projects.map((project) => (
				<li
					key={project.id}
					className="relative grid gap-x-8 gap-y-1 border-b border-line px-3 py-5 transition-colors hover:bg-surface sm:grid-cols-[1fr_auto] sm:items-baseline"
				>
					<div className="min-w-0">
						<h2 className="font-serif text-xl leading-snug [overflow-wrap:anywhere]">
							<Link
								href={`/project/${project.id}`}
								className="rounded-md underline-offset-4 after:absolute after:inset-0 hover:underline"
							>
								{project.title}
							</Link>
						</h2>
						<p className="mt-0.5 text-sm text-ink-soft [overflow-wrap:anywhere]">
							{project.workspace.name} <span aria-hidden="true">·</span> since{' '}
							{date(project.createdAt)}
						</p>
					</div>
					<p className="flex gap-4 text-sm text-ink-soft tabular-nums">
						<span>{countOf(project.sourcesCount, 'source')}</span>
						<span>{countOf(project.factsCount, 'fact')}</span>
						<span>{countOf(project.outputsCount, 'output')}</span>
					</p>
				</li>
			))}
		</ul>
	)
}
