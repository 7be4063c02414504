import type { NextPage } from 'next'
import { Button } from '@/components/ui/button'
import { PageFrame } from '@/components/ui/page-frame'

const ErrorPage: NextPage<{ statusCode?: number }> = ({ statusCode }) => (
	<PageFrame title="Something failed">
		<h1 className="font-serif text-4xl">This page could not be shown</h1>
		<p className="mt-3 mb-6 max-w-[52ch] text-ink-soft">
			{`${statusCode ? `The server answered with ${statusCode}.` : 'The page stopped on an error.'} What was saved is safe; loading the page again usually helps.`}
		</p>
		<Button onClick={() => window.location.reload()}>Load again</Button>
	</PageFrame>
)

ErrorPage.getInitialProps = ({ res, err }) => ({ statusCode: res?.statusCode ?? err?.statusCode })

export default ErrorPage
