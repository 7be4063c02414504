import { expect, mergeTests } from '@playwright/test'
import { endOfRequests } from './end-of-requests'
import { leaseCookies } from './lease-cookies'
import { openArtifact, projectFixture } from './project-fixture'
import { seedFixture } from './seed-fixture'

/** The `test` of every spec. Of its parts only the last knows what this application is about. */
export const test = mergeTests(
	seedFixture(openArtifact),
	leaseCookies,
	endOfRequests,
	projectFixture,
)

export { expect }
