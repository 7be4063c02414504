import type { AnyTRPCProcedure } from '@trpc/server'
import { expect, it } from 'vitest'
import { z } from 'zod'
import type { RungMeta } from '@/isolation/ladder'
import { idsInside, reads, writes } from '@/testing/touches'
import { createAppRouter } from './routers/app'

const procedures = Object.entries(
	createAppRouter({ testHelpers: true })._def.procedures as unknown as Record<
		string,
		AnyTRPCProcedure
	>,
)
const rungOf = new Map(
	procedures.map(([path, { _def }]) => [path, (_def.meta as RungMeta | undefined)?.rung]),
)
const standingOn = (rung: string | undefined) =>
	[...rungOf].flatMap(([path, each]) => (each === rung ? [path] : [])).sort()

it('every procedure stands on a rung of the ladder', () => {
	expect(standingOn(undefined)).toEqual([])
})

it.each([
	['anonymous', ['health']],
	[
		'testHelper',
		['testHelpers.cleanup', 'testHelpers.keep', 'testHelpers.seed', 'testHelpers.status'],
	],
	['creation', ['project.openDemo', 'workspace.create']],
	['snapshotQuery', ['output.shared', 'project.list', 'workspace.list']],
	['rootWork', ['output.generate']],
	['rootRestoration', ['project.restore']],
	['groupAddition', ['project.create']],
	['groupMutation', ['workspace.remove', 'workspace.rename']],
	['groupRestoration', ['workspace.restore']],
	[
		'rootExclusiveMutation',
		[
			'fact.add',
			'fact.import',
			'project.remove',
			'project.rename',
			'source.add',
			'source.remove',
			'source.restore',
		],
	],
])('on the rung %s, which is for few, stand %j', (rung, paths) => {
	expect(standingOn(rung)).toEqual(paths)
})

it('a query stands on a rung that reads, a mutation on one that writes', () => {
	const readingRungs = ['rootQuery', 'snapshotQuery']
	for (const [path, { _def }] of procedures) {
		const rung = rungOf.get(path) ?? ''
		if (['anonymous', 'testHelper'].includes(rung)) continue
		expect(_def.type, path).toBe(readingRungs.includes(rung) ? 'query' : 'mutation')
	}
})

it('every procedure that can name a project, a workspace or what is in them is asked about by the tests of isolation', () => {
	const namesNone = ['anonymous', 'testHelper', 'creation']
	const lists = ['project.list', 'workspace.list']
	const naming = [...rungOf].filter(
		([path, rung = '']) => !namesNone.includes(rung) && !lists.includes(path),
	)
	expect(naming.map(([path]) => path).sort()).toEqual(Object.keys({ ...reads, ...writes }).sort())
})

/** The ids of children that an input may name, at any depth. */
function childIdsOf({ _def }: AnyTRPCProcedure): string[] {
	const inputs = (_def as unknown as { inputs: z.ZodType[] }).inputs
	const schemas = inputs.map((input) =>
		z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
	)
	const names = [...JSON.stringify(schemas).matchAll(/"(\w+Ids?)":\{/g)].map(
		([, name = '']) => name,
	)
	return names.filter((name) => !['projectId', 'workspaceId'].includes(name))
}

it('every procedure whose input names a child is asked about with the child of another project', () => {
	const naming = procedures.filter((each) => childIdsOf(each[1]).length > 0)
	expect(naming.map(([path]) => path).sort()).toEqual(idsInside.toSorted())
})
