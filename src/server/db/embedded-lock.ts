import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { tryLock, unlock } from 'fs-native-extensions'

/**
 * Takes the exclusive lock of an embedded database's directory, as PGlite takes none. The operating system drops the lock
 * when the process ends in any way. Returns the function that releases it. Throws an error that names the holder.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
	await makeDirectory(path.resolve(directory))
	const holderFile = path.join(directory, 'holder.json')
	const file = await open(path.join(directory, 'lock'), 'a')
	if (!tryLock(file.fd)) {
		await file.close()
		throw new Error(
			`The embedded database in ${path.resolve(directory)} is in use by ${await describeHolder(holderFile)}. End that process, or give this one a directory of its own with ARTIFACT_DATA_DIR, or a PostgreSQL server with DATABASE_URL.`,
		)
	}
	const holder = {
		pid: process.pid,
		since: new Date().toISOString(),
		command: process.argv.join(' '),
	}
	const release = async () => {
		unlock(file.fd)
		await file.close()
	}
	try {
		await writeFile(holderFile, JSON.stringify(holder))
	} catch (error) {
		await release()
		throw error
	}
	return release
}

// Node's own recursive mkdir says ENOENT where the file system is read-only, and never ends below /proc.
async function makeDirectory(directory: string): Promise<void> {
	try {
		await mkdir(directory)
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		if (code === 'ENOENT' && path.dirname(directory) !== directory) {
			await makeDirectory(path.dirname(directory))
			await mkdir(directory)
		} else if (code !== 'EEXIST' || !(await stat(directory)).isDirectory()) throw error
	}
}

async function describeHolder(holderFile: string): Promise<string> {
	try {
		const holder = JSON.parse(await readFile(holderFile, 'utf8')) as Record<string, unknown>
		return `process ${holder.pid} (since ${holder.since}, ${holder.command})`
	} catch {
		return 'another process that is just starting'
	}
}
