import Head from 'next/head'
import { useRouter } from 'next/router'
import { errorCode, errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { SharedOutput } from '@/components/outputs/shared-output'
import { ErrorNotice } from '@/components/ui/notice'
import { PageFrame } from '@/components/ui/page-frame'
import { Skeleton } from '@/components/ui/skeleton'
import { shownTitle } from '@/domain/visible-text'

export default function SharedOutputPage() {
	const router = useRouter()
	const token = String(router.query.token ?? '')
	const output = trpc.output.shared.useQuery({ token }, { enabled: router.isReady })
	const isMissing = ['NOT_FOUND', 'BAD_REQUEST'].includes(errorCode(output.error) ?? '')
	return (
		<PageFrame title={output.data ? shownTitle(output.data.title) : 'Shared text'} alone>
			<Head>
				{/* The address holds the token: a link must not send it to another site. */}
				<meta name="referrer" content="no-referrer" />
				<meta name="robots" content="noindex" />
			</Head>
			<div className="mx-auto max-w-[44rem]">
				{output.data ? (
					<SharedOutput output={output.data} />
				) : isMissing ? (
					<>
						<h1 className="font-serif text-4xl">There is no text at this address</h1>
						<p className="mt-3 text-ink-soft">
							Its owner may have withdrawn it, or the address is mistyped. Ask whoever sent it to
							you for a new one.
						</p>
					</>
				) : (
					<>
						<h1 className="sr-only">Shared text</h1>
						{output.error ? (
							<ErrorNotice
								title="The text could not be loaded"
								message={errorText(output.error)}
								onRetry={() => output.refetch()}
							/>
						) : (
							<Skeleton label="Loading the text" lines={4} />
						)}
					</>
				)}
			</div>
		</PageFrame>
	)
}
