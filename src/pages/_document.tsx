import { Head, Html, Main, NextScript } from 'next/document'

export default function Document() {
	return (
		<Html lang="en">
			<Head>
				<link rel="icon" type="image/svg+xml" href="/icon.svg" />
				<script src="/theme.js" />
				<meta name="description" content="Facts with their evidence, and texts that cite them." />
			</Head>
			<body>
				<Main />
				<NextScript />
			</body>
		</Html>
	)
}
