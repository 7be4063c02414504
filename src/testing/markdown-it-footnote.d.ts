declare module 'markdown-it-footnote' {
	const plugin: import('markdown-it').PluginSimple
	export default plugin
}
