import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A directory on a disk of its own that can be filled up. */
export type SmallDisk = {
	path: string
	fill(): void
	/** Deletes the file that `fill` wrote. */
	free(): void
	unmount(): void
}

/** Mounts a disk in memory (tmpfs), which needs root. Returns the reason where the mount fails. */
export function mountSmallDisk(options: string): SmallDisk | { reason: string } {
	const directory = mkdtempSync(path.join(tmpdir(), 'artifact-disk-'))
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory], { stdio: 'pipe' })
	} catch (error) {
		rmdirSync(directory)
		return {
			reason: String((error as Error).message)
				.split('\n', 1)
				.join(),
		}
	}
	return {
		path: directory,
		fill: () => fillDisk(directory),
		free: () => freeDisk(directory),
		unmount: () => {
			execFileSync('umount', ['--lazy', directory])
			rmdirSync(directory)
		},
	}
}

/** Writes until the disk is full. */
export function fillDisk(directory: string): void {
	const file = openSync(path.join(directory, 'ballast'), 'a')
	const block = Buffer.alloc(4096)
	try {
		for (let left = statfsSync(directory).bavail; left > 0; left--) writeSync(file, block)
	} catch {
		// The disk is full.
	}
	closeSync(file)
}

export function freeDisk(directory: string): void {
	rmSync(path.join(directory, 'ballast'), { force: true })
}
