import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { PageFrame } from '@/components/ui/page-frame'

export default function NotFoundPage() {
	return (
		<PageFrame title="Page not found">
			<h1 className="font-serif text-4xl">This page does not exist</h1>
			<p className="mt-3 mb-6 max-w-[52ch] text-ink-soft">
				The address may be mistyped, or what was here has been deleted.
			</p>
			<Link href="/" className={buttonClass()}>
				All projects
			</Link>
		</PageFrame>
	)
}
