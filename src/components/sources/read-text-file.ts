import { cutText } from '@/domain/cut-text'
import { limits } from '@/domain/limits'
import { kilobytes } from '@/domain/text-size'

export const textFileTypes = '.txt,.md,.markdown,text/plain,text/markdown'

/** The text with the line ends of a text field. */
export const withNewlines = (text: string) => text.replace(/\r\n?/g, '\n')

/** The text of a dropped or chosen file, or the reason why the file cannot be a source. */
export async function readTextFile(
	file: File,
): Promise<{ title: string; text: string } | { problem: string }> {
	if (!/\.(txt|md|markdown)$/i.test(file.name))
		return { problem: `“${file.name}” is not a text: choose a .txt or .md file.` }
	if (file.size > limits.sourceTextBytes)
		return {
			problem: `“${file.name}” has ${kilobytes(file.size)}; ${kilobytes(limits.sourceTextBytes)} fit. Split it into two files.`,
		}
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
		const title = cutText(file.name.replace(/\.[^.]+$/, ''), limits.titleLength)
		return { title, text: withNewlines(text) }
	} catch {
		return {
			problem: `“${file.name}” could not be read as text: save it as UTF-8 and choose it again.`,
		}
	}
}
