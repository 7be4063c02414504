import { expect, mergeTests } from '@playwright/test'
import { endOfRequests } from '../isolation/end-of-requests'
import { leaseCookies } from '../isolation/lease-cookies'
import { seedFixture } from '../isolation/seed-fixture'
import { openArtifact, projectFixture } from './project-fixture'

/** The `test` of every spec. `openArtifact` and `projectFixture` know this application; the other parts do not. */
export const test = mergeTests(
	seedFixture(openArtifact),
	leaseCookies,
	endOfRequests,
	projectFixture,
)

export { expect }
