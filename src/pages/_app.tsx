import type { AppType } from 'next/app'
import { trpc } from '@/lib/trpc'
import '@/styles/global.css'

const App: AppType = ({ Component, pageProps }) => <Component {...pageProps} />

export default trpc.withTRPC(App)
