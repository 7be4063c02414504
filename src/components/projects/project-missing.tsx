import Link from 'next/link'
import { buttonClass } from '../ui/button'

export function ProjectMissing({ message }: { message: string }) {
	return (
		<>
			<h1 className="font-serif text-4xl">This project is not here</h1>
			<p className="mt-3 mb-6 max-w-[60ch] text-ink-soft [overflow-wrap:anywhere]">
				{message} It may have been deleted, or the address is mistyped.
			</p>
			<Link href="/" className={buttonClass()}>
				All projects
			</Link>
		</>
	)
}
