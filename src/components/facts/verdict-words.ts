import { statusLabels } from '@/domain/fact-status'
import { countOf } from '../ui/count-of'
import type { FactChange } from './changed-facts'

/** A new value of one field of a fact. */
export type Verdict = FactChange['set']

/** What was done, behind a subject such as `3 facts: `, or none for one fact. */
export function changedWords(verdict: Verdict, subject: string): string {
	if ('status' in verdict) return `${subject}${statusLabels[verdict.status]}.`
	if ('pinned' in verdict) return `${subject}${verdict.pinned ? 'Pinned' : 'Unpinned'}.`
	if ('keyClaim' in verdict) return `${subject}${verdict.keyClaim ? 'Key claim' : 'No key claim'}.`
	if ('addTag' in verdict) return `${subject}Tagged “${verdict.addTag}”.`
	if ('removeTag' in verdict) return `${subject}Tag “${verdict.removeTag}” taken away.`
	return `${subject}Removed.`
}

const statusWords = {
	pending: 'were pending',
	approved: 'were approved',
	needs_review: 'were marked as needing review',
	flagged: 'were flagged',
	rejected: 'were rejected',
} as const

/** Why a change of two facts or more changed nothing. */
export function unchangedWords(verdict: Verdict, count: number): string {
	if ('removeTag' in verdict)
		return `None of the ${countOf(count, 'fact')} had the tag “${verdict.removeTag}”.`
	return `${count === 2 ? 'Both' : `All ${count.toLocaleString()}`} facts ${stateWords(verdict)} already.`
}

function stateWords(verdict: Verdict): string {
	if ('status' in verdict) return statusWords[verdict.status]
	if ('pinned' in verdict) return verdict.pinned ? 'were pinned' : 'were unpinned'
	if ('keyClaim' in verdict) return verdict.keyClaim ? 'were key claims' : 'were no key claims'
	if ('addTag' in verdict) return `had the tag “${verdict.addTag}”`
	return 'were removed'
}
