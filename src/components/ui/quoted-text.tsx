/** A sentence of the app with texts of people in quotation marks, each in a direction of its own. */
export function QuotedText({ text }: { text: string }) {
	const parts = text.split(/(?<=“)([^”]*)(?=”)/)
	return parts.map((part, index) =>
		index % 2 === 1 ? (
			// biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other names
			<bdi key={index} dir="auto">
				{part}
			</bdi>
		) : (
			// biome-ignore lint/suspicious/noArrayIndexKey: see above
			<span key={index}>{part}</span>
		),
	)
}
