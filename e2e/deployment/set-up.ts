import { buildIfStale } from '../server/build'
import { installComponents } from './components'

/** Builds the application, and prepares what it runs between. */
export default async function setUp(): Promise<void> {
	await buildIfStale()
	installComponents()
}
