// Runs before the page is painted, so that a chosen theme never flashes; a file, as inline scripts are forbidden.
try {
	const theme = localStorage.getItem('artifact-theme')
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
	// Without storage the system decides.
}
