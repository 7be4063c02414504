import { laboratoryOf } from '@/testing/laboratory'
import { claimsOfOwners } from '@/testing/owner-claims'
import { openTestDatabase } from '@/testing/test-database'

claimsOfOwners(laboratoryOf(await openTestDatabase({ poolSize: 16 })))
