import { isLocalRun } from '../../src/isolation/worker-ids'
import type { Run } from '../isolation/run'
import { dataDirectory } from '../server/data-directory'

type Kept = {
	run: Run
	/** The kind of database that the run was on. */
	database: string
	/** The server that was given to the run; undefined: the suite started one, which has ended. */
	givenUrl: string | undefined
}

/** Says where the seeds of a run are, and how to look at them: in E2E mode a server answers nobody without their lease. */
export function whatIsKept({ run, database, givenUrl }: Kept): string {
	const isEmbedded = database === 'embedded'
	if (!givenUrl && isEmbedded && !isLocalRun(run))
		return 'The seeds have gone with the embedded database of this named run. A local run keeps them, as does one with DATABASE_URL or BASE_URL.'
	const kept = 'The seeds are kept until they are cleaned, or a run of the same name replaces them.'
	if (givenUrl)
		return `${kept} To look at them, start the server of ${givenUrl} without ARTIFACT_E2E_MODE.`
	const settings = isEmbedded ? `ARTIFACT_DATA_DIR=${dataDirectory(run)} ` : ''
	return `${kept} To look at them: ${settings}npm start${isEmbedded ? '' : ', with the same DATABASE_URL'}`
}
