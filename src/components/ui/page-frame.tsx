import Head from 'next/head'
import Link from 'next/link'
import { createContext, type ReactNode, useContext, useRef } from 'react'
import { MainContext } from './main-context'
import { ThemeButton } from './theme-button'

type PageFrameProps = {
	title: string
	/** Places on the page that the first Tab offers to jump to, besides the main part. */
	skipTo?: { id: string; label: string }[]
	/** Leaves out the link to the projects, for readers who may see this page alone. */
	alone?: boolean
	children: ReactNode
}

const skipClass =
	'absolute top-2 left-2 z-50 -translate-y-24 rounded-md bg-accent px-4 py-2 text-on-accent focus:translate-y-0'

/** The element at the end of every page's bar. */
export const BarEndContext = createContext<ReactNode>(null)

/** The frame of every page: document title, skip links, the link to the projects, one main landmark. */
export function PageFrame({ title, skipTo = [], alone = false, children }: PageFrameProps) {
	const main = useRef<HTMLElement>(null)
	return (
		<>
			<Head>
				<title>{`${title} · Artifact`}</title>
			</Head>
			{[{ id: 'main', label: 'Skip to content' }, ...skipTo].map(({ id, label }) => (
				<a key={id} href={`#${id}`} className={skipClass}>
					{label}
				</a>
			))}
			<header className="border-b border-line">
				<nav
					aria-label="Main"
					className="mx-auto flex h-14 max-w-[84rem] items-center gap-6 px-4 sm:px-8"
				>
					<span className="font-serif text-lg tracking-tight">Artifact</span>
					{!alone && (
						<Link
							href="/"
							className="rounded-md text-sm text-ink-soft underline-offset-4 hover:text-ink hover:underline"
						>
							Projects
						</Link>
					)}
					<div className="ml-auto flex items-center gap-3 self-center">
						{useContext(BarEndContext)}
						<ThemeButton />
					</div>
				</nav>
			</header>
			<main
				ref={main}
				id="main"
				tabIndex={-1}
				className="mx-auto max-w-[84rem] px-4 pt-8 pb-16 outline-none sm:px-8 sm:pt-10"
			>
				<MainContext value={main}>{children}</MainContext>
			</main>
		</>
	)
}
