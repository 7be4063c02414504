import { trpc } from '@/lib/trpc'

export default function ProjectsPage() {
	const projects = trpc.project.list.useQuery()
	return <pre>{JSON.stringify(projects.data)}</pre>
}
