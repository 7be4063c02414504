declare module 'fs-native-extensions' {
	/** Whether the exclusive lock on the open file was granted. */
	export function tryLock(fd: number): boolean
	export function waitForLock(fd: number): Promise<void>
	export function unlock(fd: number): void
}
