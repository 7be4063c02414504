import type { ComponentProps } from 'react'

const variants = {
	primary: 'bg-accent text-on-accent enabled:hover:bg-accent-strong font-medium',
	outline: 'border border-line-strong bg-surface text-ink enabled:hover:bg-sunken',
	link: 'text-accent enabled:hover:bg-sunken',
	quiet: 'text-ink-soft enabled:hover:bg-sunken enabled:hover:text-ink',
}

const sizes = {
	md: 'min-h-10 px-4 text-[0.9375rem]',
	sm: 'min-h-8 px-2.5 text-sm',
	icon: 'size-9 justify-center',
}

export type ButtonProps = ComponentProps<'button'> & {
	variant?: keyof typeof variants
	size?: keyof typeof sizes
}

/** How a button looks, for links that must look like one. */
export function buttonClass({
	variant = 'outline',
	size = 'md',
}: Pick<ButtonProps, 'variant' | 'size'> = {}) {
	return `inline-flex items-center justify-center gap-1.5 rounded-md whitespace-nowrap transition-colors disabled:opacity-55 aria-disabled:opacity-55 ${variants[variant]} ${sizes[size]}`
}

export function Button({ variant, size, className = '', type = 'button', ...rest }: ButtonProps) {
	return (
		<button type={type} className={`${buttonClass({ variant, size })} ${className}`} {...rest} />
	)
}
