import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Application, startApplication, testableServer } from './application'

/** Starts a testable server with the changes of `env` and a new embedded database. Stops it after `use`. */
export async function withServer(
	{ env = {}, cwd }: { env?: Record<string, string>; cwd?: string },
	use: (url: string, application: Application) => Promise<void>,
): Promise<void> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'artifact-'))
	const application = await startApplication({
		env: { ...testableServer, DATABASE_URL: '', ARTIFACT_DATA_DIR: dataDir, ...env },
		cwd,
	})
	try {
		await use(`http://127.0.0.1:${application.port}`, application)
	} finally {
		await application.stop()
		rmSync(dataDir, { recursive: true, force: true })
	}
}

/** Makes a folder from which a server starts as from the checkout, with migrations that a test can change. */
export function copyOfMigrations(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'artifact-'))
	for (const entry of ['.next', 'node_modules', 'package.json', 'next.config.mjs'])
		symlinkSync(path.resolve(entry), path.join(folder, entry))
	cpSync('drizzle', path.join(folder, 'drizzle'), { recursive: true })
	return folder
}
