import type { AppType } from 'next/app'
import { ToastProvider } from '@/components/ui/toast'
import { trpc } from '@/lib/trpc'
import '@/styles/global.css'

const App: AppType = ({ Component, pageProps }) => (
	<ToastProvider>
		<Component {...pageProps} />
	</ToastProvider>
)

export default trpc.withTRPC(App)
