import { deploymentMutations } from './deployment-mutations'
import { foreignAppMutations } from './foreign-app-mutations'
import { conditionMutations, environmentMutations, rowMutations } from './gate-mutations'
import { guardMutations } from './guard-mutations'
import { identityMutations } from './identity-mutations'
import { noteMutations } from './note-mutations'
import { ownerMutations } from './owner-mutations'
import type { TestedMutation } from './tested-mutation'
import { callerMutations, markMutations, wiringMutations } from './wiring-mutations'
import { workflowMutations } from './workflow-mutations'

/** Every mutation that `npm run check:gate` tries. */
export const mutations: TestedMutation[] = [
	...[...rowMutations, ...conditionMutations, ...environmentMutations],
	...[...wiringMutations, ...markMutations, ...callerMutations, ...guardMutations],
	...[...identityMutations, ...workflowMutations, ...deploymentMutations],
	...[...foreignAppMutations, ...ownerMutations, ...noteMutations],
]
