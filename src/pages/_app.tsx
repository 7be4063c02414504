import type { AppType } from 'next/app'
import { E2eModeBadge } from '@/components/project/e2e-mode-badge'
import { BarEndContext } from '@/components/ui/page-frame'
import { ToastProvider } from '@/components/ui/toast'
import { trpc } from '@/lib/trpc'
import '@/styles/global.css'

const App: AppType = ({ Component, pageProps }) => (
	<ToastProvider>
		<BarEndContext value={<E2eModeBadge />}>
			<Component {...pageProps} />
		</BarEndContext>
	</ToastProvider>
)

export default trpc.withTRPC(App)
