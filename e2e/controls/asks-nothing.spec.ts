import { test } from '../harness/fixtures'

test('asks the application nothing', () => {})
