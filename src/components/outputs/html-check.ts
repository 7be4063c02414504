/** The one script of an exported page: it looks whether each quote stands where the page says, and whether a source is as it was. */
export const checkScript = `(async () => {
	const data = JSON.parse(document.getElementById('sources').textContent)
	const say = (words) => { document.getElementById('check').textContent = words }
	const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
	const standing = data.quotes.filter(({ source, start, end, quote }) => data.sources[source].text.slice(start, end) === quote)
	const count = data.quotes.length
	const others = data.total - count
	const counted = standing.length + ' of ' + count + (count === 1 ? ' quote stands in its source.' : ' quotes stand in their sources.') + (others > 0 ? ' The text of the source of ' + others + ' more is not in this file.' : '')
	say(counted)
	if (!(window.crypto && crypto.subtle)) return say(counted + ' This browser cannot compare the SHA-256 of the sources here.')
	let changed = 0
	for (const { text, sha256 } of data.sources)
		if (hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))) !== sha256) changed++
	say(counted + (changed > 0 ? ' ' + changed + ' of the texts is not as it was: its SHA-256 differs.' : ' The SHA-256 of each text is as it was.'))
})()`

/** The SHA-256 of the script in Base64, by which the page's policy lets it run and no other. */
export const checkScriptHash = 'Rg4zu22EgoCws84rI9svD3ottaZqG2k0jpEk8ZfemN8='

export const pageStyle = `:root{color-scheme:light dark;--ink:#1d1b18;--soft:#5d574e;--page:#fbfaf7;--line:#d9d4ca;--wash:#f1eee7;--accent:#7a3b1d}
@media(prefers-color-scheme:dark){:root{--ink:#ece8e1;--soft:#b3aca0;--page:#191816;--line:#3c3934;--wash:#24221f;--accent:#eaa27e}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:1.0625rem/1.65 Georgia,serif;overflow-wrap:anywhere}
main{max-width:42rem;margin:0 auto;padding:2.5rem 1.25rem 5rem}h1{font-size:2rem;line-height:1.2;font-weight:400}h2{font-size:1.35rem;font-weight:400;margin-top:2.2rem}
.meta,#check,figcaption,.since{font:0.875rem/1.5 system-ui,sans-serif;color:var(--soft)}#check{border:1px solid var(--line);border-radius:6px;padding:.6rem .9rem;background:var(--wash)}
a{color:var(--accent)}sup a{padding:0 .15em;text-decoration:none}blockquote{margin:.4rem 0 0;white-space:pre-wrap}mark{background:var(--wash);color:inherit;border-bottom:2px solid var(--accent)}
.around{color:var(--soft)}.since{margin:.5rem 0 0;color:var(--accent);white-space:pre-wrap}ol.notes{padding-left:0;list-style:none}ol.notes>li{border-top:1px solid var(--line);padding:1rem 0}ol.notes>li:target{background:var(--wash)}figure{margin:0}`
