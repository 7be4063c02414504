import type { OriginCookie } from './protection'

/** A browser context or a request context whose requests are followed. */
export type Followed = {
	/** Gives the context the cookies that all its requests to the application carry from now on. */
	carry(passes: OriginCookie[]): Promise<void>
	/** Holds further requests back, and waits for the answers to the open ones. */
	hold(): Promise<void>
	/** Lets the requests go on. */
	resume(): Promise<void>
	close(reason: string): Promise<void>
}
