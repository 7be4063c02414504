import Router, { useRouter } from 'next/router'
import { useRef } from 'react'
import { errorText } from '@/client/api-error'
import { trpc } from '@/client/trpc'
import { Button } from '../ui/button'
import { leaveDialogs } from '../ui/leave-dialogs'
import { noteWork } from '../ui/note-work'
import { useToast } from '../ui/toast'

/** Leads to the demo. Only a database of one's own is offered it: nobody wants it in a shared one. */
export function OpenDemoButton() {
	const router = useRouter()
	const health = trpc.health.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY })
	const tell = useToast()
	const isUntouched = useRef<() => boolean>(() => true)
	const open = trpc.project.openDemo.useMutation({
		onMutate: () => {
			const isWorkUntouched = noteWork()
			const { asPath } = router
			isUntouched.current = () => isWorkUntouched() && Router.asPath === asPath
		},
		onSuccess: ({ id }) => {
			const go = () => {
				leaveDialogs()
				void Router.push(`/project/${id}`)
			}
			if (isUntouched.current()) go()
			else tell('The demo is ready.', { onOpen: go })
		},
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
