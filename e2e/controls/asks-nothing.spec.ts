import { test } from '../fixtures'

test('asks the application nothing', () => {})
