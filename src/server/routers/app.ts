import { createCallerFactory, router } from '../ladder'
import { factRouter } from './fact'
import { healthProcedure } from './health'
import { outputRouter } from './output'
import { projectRouter } from './project'
import { sourceRouter } from './source'
import { testHelpersRouter } from './test-helpers'
import { workspaceRouter } from './workspace'

const product = {
	health: healthProcedure,
	workspace: workspaceRouter,
	project: projectRouter,
	source: sourceRouter,
	fact: factRouter,
	output: outputRouter,
}

const withTestHelpers = router({ ...product, testHelpers: testHelpersRouter })

/** The type always has the test helpers. A server without them answers their paths like any unknown path. */
export type AppRouter = typeof withTestHelpers

export function createAppRouter({ testHelpers }: { testHelpers: boolean }): AppRouter {
	return testHelpers ? withTestHelpers : (router(product) as AppRouter)
}

export const createCaller = createCallerFactory(withTestHelpers)
