import type { Run } from '../isolation/run'

/** Where the suite's own server has the embedded database of a run. */
export function dataDirectory({ run, shard }: Run): string {
	return `.e2e/${run}-${shard}`
}
