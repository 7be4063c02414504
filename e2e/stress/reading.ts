import type { Answers, Client } from './client'

type Fact = Answers['fact']['list']['facts'][number]
type Source = Answers['source']['list'][number]
type Output = Pick<
	Answers['output']['get'],
	'id' | 'title' | 'mode' | 'content' | 'factIds' | 'pinned'
> & {
	/** The claims of the facts as they were when the output cited them, sorted. */
	claims: string[]
}

/** Everything that a project shows to its worker, without times. */
export type Reading = {
	title: string
	workspaceId: string
	facts: Fact[]
	/** By id: rows of one transaction have no order of their own. */
	sources: Source[]
	outputs: Output[]
}

/** Reads a whole project, in several requests at once. */
export async function readProject(client: Client, projectId: string): Promise<Reading> {
	const [project, list, sources, outputs] = await Promise.all([
		client.project.get.query({ projectId }),
		client.fact.list.query({ projectId, limit: 200 }),
		client.source.list.query({ projectId }),
		client.output.list.query({ projectId }),
	])
	if (list.nextCursor) throw new Error(`Project ${projectId} has more facts than one page holds`)
	const whole = await Promise.all(outputs.map(({ id }) => readOutput(client, projectId, id)))
	return {
		...{ title: project.title, workspaceId: project.workspaceId },
		...{ facts: list.facts, sources: sources.toSorted(byId), outputs: whole.toSorted(byId) },
	}
}

/** Reads what an output says and from which facts. */
export async function readOutput(
	client: Client,
	projectId: string,
	outputId: string,
): Promise<Output> {
	const output = await client.output.get.query({ projectId, outputId })
	const { id, title, mode, content, factIds, pinned, citations } = output
	const claims = citations.map(({ claim }) => claim).sort()
	return { id, title, mode, content, factIds, pinned, claims }
}

export function byId(one: { id: string }, other: { id: string }): number {
	return one.id < other.id ? -1 : 1
}
