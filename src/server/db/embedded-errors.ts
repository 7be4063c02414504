import { sqlState } from '../sql-state'

// The numbers of emscripten's file system are WASI's, not the host's.
const wasiCodes: Record<number, string> = {
	2: 'EACCES',
	19: 'EDQUOT',
	29: 'EIO',
	44: 'ENOENT',
	51: 'ENOSPC',
	54: 'ENOTDIR',
	63: 'EPERM',
	69: 'EROFS',
}

const words: Record<string, string> = {
	ENOSPC: 'the disk is full',
	EDQUOT: 'the disk quota is used up',
	EROFS: 'the file system is read-only',
	EACCES: 'permission was denied',
	EPERM: 'permission was denied',
	ENOENT: 'it cannot be made there',
	ENOTDIR: 'a part of its path is a file, not a directory',
	EEXIST: 'it is a file, not a directory',
}

const enginesWords: [RegExp, string][] = [
	[/no space left on device/i, 'ENOSPC'],
	[/quota exceeded/i, 'EDQUOT'],
	[/read-only file system/i, 'EROFS'],
	[/permission denied/i, 'EACCES'],
]

/** The file system's code (`ENOSPC`) of an error of Node, of emscripten or of the engine's last words; undefined for others. */
export function systemCode(error: unknown): string | undefined {
	const { code, name, errno, message } = Object(error) as Record<string, unknown>
	if (name === 'ErrnoError' && typeof errno === 'number') return wasiCodes[errno]
	if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return code
	const text = String(message ?? error)
	return enginesWords.find(([pattern]) => pattern.test(text))?.[1]
}

/** The error of a start in words, also where the error has no message. */
export function describeError(error: unknown): string {
	const code = systemCode(error)
	if (code && words[code]) return `${words[code]} (${code})`
	const { message, errno } = Object(error) as Record<string, unknown>
	if (typeof message === 'string' && message !== '') return message
	return errno === undefined ? String(error) : `error ${errno} of the file system`
}

/** Whether a transaction failed because the disk is full, while the engine still works. */
export function isDiskFull(error: unknown): boolean {
	return sqlState(error) === '53100'
}

/** The error while the embedded database cannot work. Recognise it by its `code`: a build has each class twice. */
export function unavailable(message: string, cause: unknown): Error {
	return Object.assign(new Error(message, { cause }), { code: 'EMBEDDED_UNAVAILABLE' as const })
}

/** The error of a transaction that stored nothing, since `cause` ended the engine or keeps it from starting. */
export function unavailableFor(cause: unknown): Error {
	const code = systemCode(cause)
	if (isDiskFull(cause) || code === 'ENOSPC' || code === 'EDQUOT')
		return unavailable(
			'The disk of the embedded database is full. Nothing was stored; free some space and try again.',
			cause,
		)
	return unavailable(
		'The embedded database stopped and is started anew. Nothing was stored; try again.',
		cause,
	)
}

/** The error of a failed start: the reason in words and what to do about it. */
export function cannotOpen(dataDir: string, error: unknown): Error {
	const code = systemCode(error)
	const reason = describeError(error)
	const message =
		code === 'ENOSPC' || code === 'EDQUOT'
			? `The embedded database in ${dataDir} could not be opened: ${reason}. It was left as it is. Free some space (a new database takes about 40 MB), or give it a directory on another disk with ARTIFACT_DATA_DIR.`
			: code && code in words
				? `The directory ${dataDir} of ARTIFACT_DATA_DIR cannot be used: ${reason}. Give ARTIFACT_DATA_DIR a directory that this process may make and write, or a PostgreSQL server with DATABASE_URL.`
				: `The embedded database in ${dataDir} could not be opened: ${reason}. It was left as it is. Move the directory away to start with an empty one.`
	return new Error(message, { cause: error })
}
