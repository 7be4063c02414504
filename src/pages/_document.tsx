import { Head, Html, Main, NextScript } from 'next/document'
import icon from '@/styles/icon.svg'

export default function Document() {
	return (
		<Html lang="en">
			<Head>
				<script src="/theme.js" />
				<link rel="icon" type="image/svg+xml" href={icon.src} />
				<meta name="description" content="Facts with their evidence, and texts that cite them." />
			</Head>
			<body>
				<Main />
				<NextScript />
			</body>
		</Html>
	)
}
