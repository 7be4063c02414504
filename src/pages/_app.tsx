import type { AppType } from 'next/app'
import { trpc } from '@/client/trpc'
import { E2eModeBadge } from '@/components/projects/e2e-mode-badge'
import { OutageNotice } from '@/components/ui/outage-notice'
import { BarEndContext } from '@/components/ui/page-frame'
import { ToastProvider } from '@/components/ui/toast'
import '@/styles/global.css'

const App: AppType = ({ Component, pageProps }) => (
	<ToastProvider>
		<BarEndContext value={<E2eModeBadge />}>
			<Component {...pageProps} />
			<OutageNotice />
		</BarEndContext>
	</ToastProvider>
)

export default trpc.withTRPC(App)
