import { errorText } from '@/client/api-error'
import { type RouterOutputs, trpc } from '@/client/trpc'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { StaleLine } from './stale-notice'

type SharePanelProps = { projectId: string; output: RouterOutputs['output']['get'] }

/** Opens a text to whoever has its address, and closes it again. */
export function SharePanel({ projectId, output }: SharePanelProps) {
	const utils = trpc.useUtils()
	const target = { projectId, outputId: output.id }
	const onSuccess = ({ shareToken }: { shareToken: string | null }) => {
		utils.output.get.setData(target, (current) => current && { ...current, shareToken })
		void utils.output.list.invalidate({ projectId })
	}
	const share = trpc.output.share.useMutation({ onSuccess })
	const unshare = trpc.output.unshare.useMutation({ onSuccess })
	const isPending = share.isPending || unshare.isPending
	const error = share.error ?? unshare.error
	const { shareToken } = output
	const path = `/output/${shareToken}`
	const url = new URL(path, window.location.origin).href

	return (
		<section
			aria-label="Share"
			data-testid="share-panel"
			className="mt-3 rounded-md border border-line bg-sunken p-4 text-sm"
		>
			{shareToken ? (
				<>
					<p>Whoever has this address can read the text with its quotes.</p>
					<p className="my-3">
						<a
							href={path}
							target="_blank"
							rel="noreferrer"
							className="rounded-md text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
						>
							{url}
							<span className="sr-only"> (opens in a new tab)</span>
						</a>
					</p>
					<div className="flex flex-wrap items-center gap-2">
						<CopyButton label="Copy address" text={url} />
						<Button
							size="sm"
							aria-disabled={isPending}
							onClick={() => !isPending && unshare.mutate(target)}
						>
							Stop sharing
						</Button>
					</div>
				</>
			) : (
				<>
					<p>
						Sharing gives this text an address of its own that cannot be guessed; you can withdraw
						it at any time.
					</p>
					<Button
						size="sm"
						variant="primary"
						aria-disabled={isPending}
						onClick={() => !isPending && share.mutate(target)}
						className="mt-3"
					>
						Create address
					</Button>
				</>
			)}
			<StaleLine output={output}>Readers see the text as it was written.</StaleLine>
			{error && (
				<p role="alert" className="mt-3 text-danger">
					Nothing was changed. {errorText(error)}
				</p>
			)}
		</section>
	)
}
