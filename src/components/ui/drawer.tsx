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
import { closeOnLeftEscape } from './toast-escape'
import { useReturnFocus } from './use-return-focus'

type DrawerProps = {
	open: boolean
	onClose: () => void
	testId: string
	/** The name of the content. When the name changes, the title gets the focus. */
	view: string
	/** Stands beside the page where there is room, and leaves the page usable. */
	beside?: boolean
	children: ReactNode
}

const roomBeside = '(min-width: 75rem)'

/** The title that the focus goes to. */
const TitleContext = createContext<RefObject<HTMLHeadingElement | null>>({ current: null })

/** A sheet at the right edge, modal unless it stands beside the page; the whole width on a narrow screen. Its children begin with a `DrawerHeader`. An element with `data-keeps-escape` handles Escape itself. */
export function Drawer({ open, onClose, testId, view, beside, children }: DrawerProps) {
	const content = useRef<HTMLDivElement>(null)
	const focus = useReturnFocus()
	const title = useRef<HTMLHeadingElement>(null)

	// Decided as it opens: a sheet that turned modal while its window shrinks would lose what is typed in it.
	// biome-ignore lint/correctness/useExhaustiveDependencies: see above
	const isBeside = useMemo(() => !!beside && matchMedia(roomBeside).matches, [open, beside])

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new view is the only reason to move focus
	useEffect(() => {
		title.current?.focus()
		content.current?.scrollTo({ top: 0 })
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
					onCloseAutoFocus={focus.giveBack}
					onKeyDown={closeOnLeftEscape(onClose)}
					onEscapeKeyDown={(event) => {
						const { target } = event
						if (target instanceof Element && target.closest('[data-keeps-escape]'))
							event.preventDefault()
						if (isBeside && !content.current?.contains(document.activeElement))
							event.preventDefault()
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
}

export function DrawerHeader({
	title,
	description,
	titleTestId,
	titleForm,
	closeTestId,
	actions,
}: DrawerHeaderProps) {
	return (
		<>
			{/* No element around both: the bar would leave with the title when the sheet scrolls. */}
			<div className="sticky top-0 z-10 flex min-h-14 items-center gap-2 border-b border-line bg-surface px-4 sm:px-8">
				{actions}
				<Radix.Close asChild>
					<Button variant="quiet" size="sm" data-testid={closeTestId} className="-mr-2 ml-auto">
						<Icon name="close" />
						Close
					</Button>
				</Radix.Close>
			</div>
			<div className="px-4 pt-9 sm:px-8">
				<Radix.Title
					dir="auto"
					ref={useContext(TitleContext)}
					tabIndex={-1}
					data-testid={titleTestId}
					className={
						titleForm
							? 'sr-only'
							: 'font-serif text-[1.75rem] leading-tight text-balance [overflow-wrap:anywhere]'
					}
				>
					{title}
				</Radix.Title>
				{titleForm}
				<Radix.Description dir="auto" className="mt-1 text-sm text-ink-soft">
					{description}
				</Radix.Description>
			</div>
		</>
	)
}
