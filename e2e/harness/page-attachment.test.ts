import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FullConfig, Suite, TestCase } from '@playwright/test/reporter'
import { expect, it, onTestFinished } from 'vitest'
import { pageName } from './isolation-report'
import PageAttachment from './page-attachment'

it('the page is found in the output folder, wherever the tests are', () => {
	const outputDir = mkdtempSync(path.join(tmpdir(), 'attachment-'))
	onTestFinished(() => rmSync(outputDir, { recursive: true }))
	const page = path.join(outputDir, pageName)
	writeFileSync(page, '')
	const attachments: object[] = []
	const test = { ok: () => true, results: [{ attachments }] } as unknown as TestCase
	const config = { rootDir: '/elsewhere/tests', shard: null, projects: [{ outputDir }] }
	const reporter = new PageAttachment()
	reporter.onBegin(config as FullConfig, { allTests: () => [test] } as Suite)
	reporter.onEnd()
	expect(attachments).toMatchObject([{ path: page }])
})
