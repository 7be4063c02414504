import { Html } from './html'
import { marksStyle } from './marks-style'

/** The style of the page: light, dark and printed. */
export const pageStyle = new Html(`
:root {
	color-scheme: light dark;
	--paper: #fffdf8; --sunken: #f4f0e6; --ink: #211d17; --soft: #5f574b;
	--line: #e4ddcf; --line-strong: #8c8271; --accent: #1c5557;
	--passed: #6a9675; --seed: #173620; --failed: #94301f; --hatch: #d98a79; --mark: #b3261e;
}
@media screen and (prefers-color-scheme: dark) {
	:root {
		--paper: #171613; --sunken: #211f1b; --ink: #ece7dc; --soft: #b5ac9d;
		--line: #322e28; --line-strong: #847b6b; --accent: #8ecfc7;
		--passed: #5c8a67; --seed: #d7f0da; --failed: #f0a596; --hatch: #8f3a2a; --mark: #ff9a8a;
	}
}
* { box-sizing: border-box; }
body {
	margin: 0; background: var(--paper); color: var(--ink);
	font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
	-webkit-text-size-adjust: 100%;
}
main { max-width: 80rem; margin: 0 auto; padding: 3.5rem 2.5rem 6rem; }
h1, h2, h3, p, dl, dd, ol, ul { margin: 0; padding: 0; font-size: inherit; font-weight: inherit; }
section { margin-top: 3.5rem; }
h1 { font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
h2 { margin-bottom: 1rem; font-size: 1.125rem; font-weight: 600; }
h3 { margin: 2rem 0 0.5rem; font-weight: 600; }
code { font: 0.875em/1 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
a { color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.soft, .kind, dt, .path, .part { color: var(--soft); }
.verdict { max-width: 48ch; margin: 0.75rem 0 0.5rem; font-size: 1.75rem; font-weight: 500; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
.verdict.broken, .bad, .code { color: var(--failed); }
.tally { color: var(--soft); }
dl { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; }
header dl { margin-top: 1.75rem; }
dt { font-size: 0.8125rem; }
dd { overflow-wrap: anywhere; }
.violations { list-style: none; }
.violations li { padding: 1.25rem 0; border-top: 1px solid var(--line); }
.violations li:last-child { border-bottom: 1px solid var(--line); }
.code { font-size: 0.8125rem; font-weight: 600; letter-spacing: 0.02em; overflow-wrap: anywhere; }
.message { max-width: 75ch; margin: 0.25rem 0 0.75rem; font-size: 1.0625rem; overflow-wrap: anywhere; unicode-bidi: isolate; white-space: pre-line; }
.violations dl { display: grid; grid-template-columns: minmax(0, 1fr) 7rem 12rem 11rem; gap: 1.5rem; }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.5rem 1.5rem 0.5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: inherit; white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: 0.8125rem; border-color: var(--line-strong); vertical-align: bottom; }
.number { text-align: right; }
.workers th:nth-last-child(4), .workers td:nth-last-child(4) { padding-right: 3.5rem; }
.workers .number, .workers td { min-width: 5rem; }
.tests { table-layout: fixed; min-width: 72rem; }
.tests thead th:nth-child(2) { width: 10.5rem; }
.tests thead th:nth-child(3) { width: 5.5rem; }
.tests thead th:nth-child(4) { width: 6.5rem; }
.tests thead th:nth-child(5) { width: 5.5rem; }
.tests thead th:nth-child(6) { width: 6rem; }
.tests thead th:nth-child(7) { width: 12.5rem; }
.tests thead th:nth-child(8) { width: 10rem; }
.tests th, .tests td { white-space: normal; overflow-wrap: anywhere; }
.tests .number, .hash { white-space: nowrap; }
.status.failed, .status.cut-off { color: var(--failed); }
.status.failed, .status.cut-off, .bad { font-weight: 600; }
.status.skipped { color: var(--soft); }
.part { display: block; font-size: 0.8125rem; }
tr:target { background: var(--sunken); box-shadow: -0.75rem 0 0 var(--sunken), 0.75rem 0 0 var(--sunken); }
.label { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; overflow-wrap: anywhere; unicode-bidi: isolate; }
.path { display: inline-block; width: 100%; font-size: 0.8125rem; overflow-wrap: anywhere; }
summary { padding: 0.5rem 0; cursor: pointer; color: var(--accent); }
${marksStyle}
@media (max-width: 40rem) {
	main { padding: 2rem 1.25rem 4rem; }
	.verdict { font-size: 1.375rem; }
	dl { gap: 0.75rem 2rem; }
	.violations dl { grid-template-columns: 1fr 1fr; gap: 0.75rem 1.5rem; }
	.violations dl > div:first-child { grid-column: 1 / -1; }
}
@page { size: landscape; margin: 12mm; }
@media print {
	:root { --paper: #fff; font-size: 11px; }
	* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
	main { max-width: none; padding: 0; }
	section { margin-top: 2rem; }
	h2, h3 { break-after: avoid; }
	tr, .violations li, .picture, .histogram { break-inside: avoid; }
	.picture svg[style] { min-width: 0 !important; }
	.table, .picture { overflow: visible; }
	.tests { min-width: 0; }
	th, td { padding-right: 0.75rem; }
}
`)
