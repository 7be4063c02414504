import type { TestProject } from 'vitest/node'
import { installComponents } from '../deployment/components'
import { buildDeployment, type Deployment } from './deployment'

declare module 'vitest' {
	interface ProvidedContext {
		deployment: Deployment
	}
}

/** Builds what is deployed once for all tests, as this takes a minute, and deletes it after them. */
export default async function setUp(project: TestProject): Promise<() => void> {
	installComponents()
	const { remove, ...deployment } = buildDeployment()
	project.provide('deployment', deployment)
	return remove
}
