/** The suite with changes that its caller puts into E2E_CONFIGURATION. */
import { suiteWith } from '../../playwright.config'

export default suiteWith(JSON.parse(process.env.E2E_CONFIGURATION ?? '{}'))
