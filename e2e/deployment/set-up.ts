import { buildIfStale } from '../server/build'
import { installComponents } from './components'

/** Builds the application, and installs the programs that run before and behind it. */
export default async function setUp(): Promise<void> {
	await buildIfStale()
	installComponents()
}
