import { expect, mergeTests } from '@playwright/test'
import { endOfRequests } from './end-of-requests'
import { leaseCookies } from './lease-cookies'
import { openArtifact, projectFixture } from './project-fixture'
import { seedFixture } from './seed-fixture'

/** The `test` of every spec. `openArtifact` and `projectFixture` know this application; the other parts do not. */
export const test = mergeTests(
	seedFixture(openArtifact),
	leaseCookies,
	endOfRequests,
	projectFixture,
)

export { expect }
