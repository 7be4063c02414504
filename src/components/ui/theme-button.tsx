import { useEffect, useState } from 'react'
import { Button } from './button'
import { Icon } from './icon'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const key = 'artifact-theme'
const labels: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' }

function storedTheme(): Theme {
	try {
		const stored = localStorage.getItem(key)
		return themes.find((theme) => theme === stored) ?? 'system'
	} catch {
		return 'system'
	}
}

/** Goes through system, light and dark, and remembers the choice in this browser. `public/theme.js` applies it to a new page. */
export function ThemeButton() {
	const [theme, setTheme] = useState<Theme>('system')
	useEffect(() => setTheme(storedTheme()), [])

	function choose() {
		const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
		setTheme(next)
		if (next === 'system') delete document.documentElement.dataset.theme
		else document.documentElement.dataset.theme = next
		try {
			if (next === 'system') localStorage.removeItem(key)
			else localStorage.setItem(key, next)
		} catch {
			// The choice then lasts as long as the page.
		}
	}

	return (
		<Button
			variant="quiet"
			size="sm"
			data-testid="theme"
			aria-label={`Theme: ${labels[theme]}`}
			title="System, light or dark"
			onClick={choose}
		>
			<Icon name="theme" />
			<span>{labels[theme]}</span>
		</Button>
	)
}
