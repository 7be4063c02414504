/** `paused`: for a moment within a test. `held`: from the end of a test to the next. */
export type GateState = 'open' | 'paused' | 'held'
type Gate = {
	set(state: GateState): void
	/** Waits for the answers to all requests of the frame that are open, and once for each. */
	answered(): Promise<unknown>
}
type Gated = typeof globalThis & { e2eRequestGate?: Gate }

/** Runs in a frame with a gate. */
export function answersInFrame(): Promise<unknown> | undefined {
	return (globalThis as Gated).e2eRequestGate?.answered()
}

/**
 * Runs in a frame: keeps its requests back, or lets them go on. It has to run before the page's own scripts, because
 * they may keep a reference to `fetch`. What was paused is sent later. Reads that were held are sent with the lease of
 * the next test. A held change belongs to the test that has ended: it is never sent, and fails as it would without a
 * network.
 *
 * The browser gets the text of this function: compile it without `keepNames`, which would call a helper of its file.
 *
 * Covers `fetch`, `XMLHttpRequest` and `sendBeacon`; no navigations, workers, `EventSource` or `WebSocket`.
 */
export function gateRequests(state: GateState): void {
	const scope: Gated = globalThis
	scope.e2eRequestGate ??= installGate()
	scope.e2eRequestGate.set(state)

	// Within the function, because the page gets nothing of this file but it.
	function installGate(): Gate {
		const fetchNow = scope.fetch
		const { open, send, abort } = XMLHttpRequest.prototype
		const sendBeacon = navigator.sendBeacon.bind(navigator)
		const isRead = (method = '') => /^(get|head)$/i.test(method)
		let held: Promise<void> | null = null
		let goOn = () => {}
		let dropsChanges = false
		const isSent = (method?: string) => !dropsChanges || isRead(method)
		const unanswered = new Set<Promise<unknown>>()

		function follow<Answer>(answer: Promise<Answer>): Promise<Answer> {
			const forget = () => unanswered.delete(answer)
			unanswered.add(answer)
			answer.then(forget, forget)
			return answer
		}

		scope.fetch = async function fetch(input, init) {
			if (!held) return follow(fetchNow(input, init))
			const request = new Request(input, init)
			await held
			if (isSent(request.method)) return follow(fetchNow(request))
			request.signal.throwIfAborted()
			throw new TypeError('Failed to fetch')
		}

		const methods = new WeakMap<XMLHttpRequest, string>()
		/** Requests for whose answers the page stands still, so that the next test waits for them too. */
		const blocking = new WeakSet<XMLHttpRequest>()
		const waiting = new WeakSet<XMLHttpRequest>()
		function sendNow(request: XMLHttpRequest, body: Parameters<typeof send>[0]): void {
			const answer = new Promise((resolve) => request.addEventListener('loadend', resolve))
			send.call(request, body)
			if (request.readyState < XMLHttpRequest.DONE) follow(answer)
		}
		/** Makes the browser fire the events of a failure: there is no such blob. */
		function fail(request: XMLHttpRequest): void {
			for (const type of ['error', 'loadend']) request.upload.dispatchEvent(new ProgressEvent(type))
			open.call(request, 'GET', 'blob:null/', true)
			send.call(request)
		}
		Object.assign(XMLHttpRequest.prototype, {
			open(this: XMLHttpRequest, ...args: Parameters<typeof open>) {
				waiting.delete(this)
				methods.set(this, args[0])
				// `false` as the third argument; left out it is true.
				if (args.length > 2 && !args[2]) blocking.add(this)
				else blocking.delete(this)
				open.apply(this, args)
			},
			send(this: XMLHttpRequest, body?: Parameters<typeof send>[0]) {
				if (!held || blocking.has(this)) return sendNow(this, body)
				waiting.add(this)
				held.then(() => {
					if (!waiting.delete(this)) return
					if (isSent(methods.get(this))) sendNow(this, body)
					else fail(this)
				})
			},
			abort(this: XMLHttpRequest) {
				if (waiting.delete(this)) fail(this)
				abort.call(this)
			},
		})

		navigator.sendBeacon = (...args) => {
			if (!held) return sendBeacon(...args)
			if (dropsChanges) return false
			held.then(() => !dropsChanges && sendBeacon(...args))
			return true
		}

		return {
			set(state) {
				if (state === 'open') {
					held = null
					goOn()
					return
				}
				dropsChanges = state === 'held'
				held ??= new Promise((resolve) => {
					goOn = resolve
				})
			},
			answered() {
				const answers = Promise.allSettled(unanswered)
				unanswered.clear()
				return answers.then(() => undefined)
			},
		}
	}
}
