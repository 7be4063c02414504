import { type Html, html } from './html'
import type { Incident } from './incidents'
import type { Model } from './run-model'
import { testLabel } from './test-label'
import { duration } from './words'

/** The requests that broke isolation, with what the server said to them. */
export function violationList(model: Model): Html {
	const items = model.sections.flatMap(({ name, incidents }) =>
		incidents.map((incident) => violation(incident, name, model)),
	)
	return html`<section aria-labelledby="violations">
<h2 id="violations">Broken isolation</h2>
${items.length > 0 ? html`<ol class="violations">${items}</ol>` : html`<p>No request touched the data of another worker, and none came too late.</p>`}
</section>
`
}

function violation(incident: Incident, section: string, { anchors, start }: Model): Html {
	const { at, code, message, procedure, worker, test } = incident
	const facts: [name: string, value: Html | string][] = [
		[
			'Test',
			test ? html`<a href="#${anchors.get(test) ?? ''}">${testLabel(test.label)}</a>` : 'not known',
		],
		['Worker', [worker ?? 'not known', section].filter((part) => part !== '').join(', ')],
		['Procedure', procedure === null ? 'not known' : html`<code>${procedure}</code>`],
		['Time', at === null ? 'not known' : `${duration(at - start)} from the start`],
	]
	return html`<li>
<p class="code">${code}</p>
<p class="message">${message}</p>
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</li>
`
}
