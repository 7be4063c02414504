/** The suite with the changes of a child run: see configurations.spec.ts. */
import { suiteWith } from '../../playwright.config'

export default suiteWith(JSON.parse(process.env.E2E_CONFIGURATION ?? '{}'))
