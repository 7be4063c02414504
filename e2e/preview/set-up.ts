import type { TestProject } from 'vitest/node'
import { installComponents } from '../deployment/components'
import { buildDeployment, type Deployment } from './deployment'

declare module 'vitest' {
	interface ProvidedContext {
		deployment: Deployment
	}
}

/** Builds the deployment once for all tests, because this takes a minute. It is deleted after the tests. */
export default async function setUp(project: TestProject): Promise<() => void> {
	installComponents()
	const { remove, ...deployment } = buildDeployment()
	project.provide('deployment', deployment)
	return remove
}
