/** Next calls this once when a server starts. Validates the environment and prepares the database, or ends the process with the reason. */
export async function register(): Promise<void> {
	if (process.env.NEXT_RUNTIME !== 'nodejs') return
	const { start } = await import('@/server/process/start')
	await start()
}
