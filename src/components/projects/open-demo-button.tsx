import { useRouter } from 'next/router'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { Button } from '../ui/button'

/** Leads to the demo. Only a database of one's own is offered it: nobody wants it in a shared one. */
export function OpenDemoButton() {
	const router = useRouter()
	const health = trpc.health.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY })
	const open = trpc.project.openDemo.useMutation({
		onSuccess: ({ id }) => router.push(`/project/${id}`),
	})
	if (health.data?.database !== 'embedded') return null
	return (
		<>
			<Button aria-disabled={open.isPending} onClick={() => !open.isPending && open.mutate()}>
				{open.isPending ? 'Opening…' : 'Open the demo'}
			</Button>
			{open.error && (
				<p role="alert" className="basis-full text-sm text-danger">
					The demo was not opened. {errorText(open.error)}
				</p>
			)}
		</>
	)
}
