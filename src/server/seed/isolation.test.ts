import { claimsOfIsolation } from '@/testing/isolation-claims'
import { laboratoryOf } from '@/testing/laboratory'
import { openTestDatabase } from '@/testing/test-database'

claimsOfIsolation(laboratoryOf(await openTestDatabase({ poolSize: 16 })))
