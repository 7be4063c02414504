import { expect, mergeTests } from '@playwright/test'
import { seedFixture } from '../isolation/seed-fixture'
import { interceptionFixture } from './interception-fixture'
import { openArtifact, projectFixture } from './project-fixture'
import { windowFixture } from './window-fixture'

/** The `test` of every spec. `openArtifact` and `projectFixture` know this application; `seedFixture` does not. */
export const test = mergeTests(
	seedFixture(openArtifact),
	projectFixture,
	windowFixture,
	interceptionFixture,
)

export { expect }
