import type { AppType } from 'next/app'
import Head from 'next/head'
import { trpc } from '@/client/trpc'
import { E2eModeBadge } from '@/components/projects/e2e-mode-badge'
import { OutageNotice } from '@/components/ui/outage-notice'
import { BarEndContext } from '@/components/ui/page-frame'
import { ToastProvider } from '@/components/ui/toast'
import { UndoProvider } from '@/components/ui/undo'
import { UnsentWarning } from '@/components/ui/unsent-warning'
import '@/styles/global.css'

const App: AppType = ({ Component, pageProps }) => (
	<ToastProvider>
		<Head>
			{/* A keyboard on the screen makes the page smaller, so that it covers no button. */}
			<meta
				name="viewport"
				content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
			/>
		</Head>
		<UndoProvider>
			<BarEndContext value={<E2eModeBadge />}>
				<Component {...pageProps} />
				<OutageNotice />
				<UnsentWarning />
			</BarEndContext>
		</UndoProvider>
	</ToastProvider>
)

export default trpc.withTRPC(App)
