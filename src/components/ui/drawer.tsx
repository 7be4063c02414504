import { Dialog as Radix } from 'radix-ui'
import {
	createContext,
	type ReactNode,
	type RefObject,
	useContext,
	useEffect,
	useMemo,
	useRef,
} from 'react'
import { Button } from './button'
import { overlayClass } from './dialog-window'
import { Icon } from './icon'
import { closeOnLeftEscape, keepForMessage } from './toast-escape'
import { useReturnFocus } from './use-return-focus'
import { useScrollPadding } from './use-scroll-padding'

type DrawerProps = {
	open: boolean
	onClose: () => void
	testId: string
	/** The name of the content. When the name changes, the title gets the focus. */
	view: string
	/** Stands beside the page where there is room, and leaves the page usable. */
	beside?: boolean
	/** What Escape does, where it is not to close the sheet. */
	onEscape?: () => void
	/** Finds what gets the focus in a new view, instead of the title. */
	focusOn?: string
	/** Takes the focus elsewhere than where it came from as the sheet closes, and answers whether it did. */
	onGiveFocus?: () => boolean
	children: ReactNode
}

const roomBeside = '(min-width: 75rem)'

/** The title that the focus goes to. */
const TitleContext = createContext<RefObject<HTMLHeadingElement | null>>({ current: null })

/** A sheet at the right edge, modal unless it stands beside the page; the whole width on a narrow screen. Its children begin with a `DrawerHeader`. An element with `data-keeps-escape` handles Escape itself. */
export function Drawer(props: DrawerProps) {
	const { open, onClose, testId, view, beside, onEscape, focusOn, onGiveFocus, children } = props
	const content = useRef<HTMLDivElement>(null)
	const focus = useReturnFocus()
	const title = useRef<HTMLHeadingElement>(null)

	// Decided as it opens: a sheet that turned modal while its window shrinks would lose what is typed in it.
	// biome-ignore lint/correctness/useExhaustiveDependencies: see above
	const isBeside = useMemo(() => !!beside && matchMedia(roomBeside).matches, [open, beside])

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new view is the only reason to move focus
	useEffect(() => {
		content.current?.scrollTo({ top: 0 })
		const target = focusOn ? content.current?.querySelector<HTMLElement>(focusOn) : null
		;(target ?? title.current)?.focus()
	}, [view])

	return (
		<Radix.Root open={open} modal={!isBeside} onOpenChange={(next) => !next && onClose()}>
			<Radix.Portal>
				<Radix.Overlay className={overlayClass} />
				<Radix.Content
					ref={content}
					data-testid={testId}
					data-beside={isBeside || undefined}
					onOpenAutoFocus={(event) => {
						event.preventDefault()
						focus.remember()
						title.current?.focus()
					}}
					onCloseAutoFocus={(event) => focus.giveBack(event, onGiveFocus)}
					onKeyDown={closeOnLeftEscape(onEscape ?? onClose)}
					onEscapeKeyDown={(event) => {
						const { target } = event
						keepForMessage(event)
						if (target instanceof Element && target.closest('[data-keeps-escape]'))
							event.preventDefault()
						if (isBeside && !content.current?.contains(document.activeElement))
							event.preventDefault()
						if (!onEscape || event.defaultPrevented) return
						event.preventDefault()
						onEscape()
					}}
					onInteractOutside={(event) => isBeside && event.preventDefault()}
					className="fixed inset-y-0 right-0 z-40 w-full animate-drawer overflow-y-auto overscroll-contain border-line bg-surface shadow-lift sm:w-[min(42rem,92vw)] sm:border-l data-beside:w-(--beside)! data-beside:shadow-none"
				>
					<TitleContext value={title}>{children}</TitleContext>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	)
}

type DrawerHeaderProps = {
	title: string
	description: string
	titleTestId?: string
	/** Takes the place of the title while it is changed. */
	titleForm?: ReactNode
	closeTestId: string
	/** Sits before the close button. */
	actions?: ReactNode
	/** Stays in sight with the bar and the title, unless the window is too low for it. */
	pinned?: ReactNode
}

export function DrawerHeader(props: DrawerHeaderProps) {
	const { title, description, titleTestId, titleForm, closeTestId, actions, pinned } = props
	const titleRef = useContext(TitleContext)
	const head = (
		<>
			<Radix.Title
				dir="auto"
				ref={titleRef}
				tabIndex={-1}
				data-testid={titleTestId}
				className={titleForm ? 'sr-only' : pinned ? smallTitle : largeTitle}
			>
				{title}
			</Radix.Title>
			{titleForm}
			<Radix.Description
				dir="auto"
				className={`text-sm text-ink-soft ${pinned ? 'min-w-0 truncate' : 'mt-1'}`}
			>
				{description}
			</Radix.Description>
		</>
	)
	const bar = (
		<>
			{actions}
			<Radix.Close asChild>
				<Button variant="quiet" size="sm" data-testid={closeTestId} className="-mr-2 ml-auto">
					<Icon name="close" />
					Close
				</Button>
			</Radix.Close>
		</>
	)
	if (pinned)
		return (
			<PinnedBar>
				<div className="flex min-h-12 items-center gap-2 px-4 sm:px-8">{bar}</div>
				<div className="flex items-baseline gap-3 px-4 pb-1 sm:px-8">{head}</div>
				{pinned}
			</PinnedBar>
		)
	return (
		<>
			{/* No element around both: the bar would leave with the title when the sheet scrolls. */}
			<div className="sticky top-0 z-10 flex min-h-14 items-center gap-2 border-b border-line bg-surface px-4 sm:px-8">
				{bar}
			</div>
			<div className="px-4 pt-9 sm:px-8">{head}</div>
		</>
	)
}

const smallTitle = 'text-sm font-medium'
const largeTitle = 'font-serif text-[1.75rem] leading-tight text-balance [overflow-wrap:anywhere]'

function PinnedBar({ children }: { children: ReactNode }) {
	const bar = useRef<HTMLDivElement>(null)
	useScrollPadding(bar)
	return (
		<div
			ref={bar}
			data-drawer-head
			className="pointer-coarse:[&_button]:min-h-10 pointer-coarse:[&_button]:min-w-10 pointer-coarse:[&_label]:min-h-10 sticky top-0 z-10 border-b border-line bg-surface [@media(max-height:26rem)]:static"
		>
			{children}
		</div>
	)
}
