type Gate = {
	set(isHeld: boolean): void
	/** Waits for the answers to all requests of the frame that are open, and once for each. */
	answered(): Promise<unknown>
}
type Gated = typeof globalThis & { e2eRequestGate?: Gate }

/** Runs in a frame with a gate. */
export function answersInFrame(): Promise<unknown> | undefined {
	return (globalThis as Gated).e2eRequestGate?.answered()
}

/**
 * Runs in a frame: holds its requests back, or lets them go on. It has to run before the page's own scripts, because
 * they may keep a reference to `fetch`. Reads that were held are sent with the lease of the next test. A change belongs
 * to the test that has ended: it is never sent, and fails as it would without a network.
 *
 * Covers `fetch`, `XMLHttpRequest` and `sendBeacon`; no navigations, workers, `EventSource` or `WebSocket`.
 */
export function gateRequests(isHeld: boolean): void {
	const scope: Gated = globalThis
	scope.e2eRequestGate ??= installGate()
	scope.e2eRequestGate.set(isHeld)

	// Within the function, because the page gets nothing of this file but it.
	function installGate(): Gate {
		const { fetch } = scope
		const { open, send, abort } = XMLHttpRequest.prototype
		const sendBeacon = navigator.sendBeacon.bind(navigator)
		const isRead = (method = '') => /^(get|head)$/i.test(method)
		let held: Promise<void> | null = null
		let goOn = () => {}
		const unanswered = new Set<Promise<unknown>>()

		function follow<Answer>(answer: Promise<Answer>): Promise<Answer> {
			const forget = () => unanswered.delete(answer)
			unanswered.add(answer)
			answer.then(forget, forget)
			return answer
		}

		scope.fetch = async (input, init) => {
			if (!held) return follow(fetch(input, init))
			const request = new Request(input, init)
			await held
			if (isRead(request.method)) return follow(fetch(request))
			request.signal.throwIfAborted()
			throw new TypeError('Failed to fetch')
		}

		const methods = new WeakMap<XMLHttpRequest, string>()
		const waiting = new WeakSet<XMLHttpRequest>()
		function sendNow(request: XMLHttpRequest, body?: Parameters<typeof send>[0]): void {
			follow(new Promise((resolve) => request.addEventListener('loadend', resolve)))
			send.call(request, body)
		}
		/** Makes the browser fire the events of a failure: there is no such blob. */
		function fail(request: XMLHttpRequest): void {
			open.call(request, 'GET', 'blob:null/', true)
			send.call(request)
		}
		Object.assign(XMLHttpRequest.prototype, {
			open(this: XMLHttpRequest, ...args: Parameters<typeof open>) {
				waiting.delete(this)
				methods.set(this, args[0])
				open.apply(this, args)
			},
			send(this: XMLHttpRequest, body?: Parameters<typeof send>[0]) {
				if (!held) return sendNow(this, body)
				waiting.add(this)
				held.then(() => {
					if (!waiting.delete(this)) return
					if (isRead(methods.get(this))) sendNow(this)
					else fail(this)
				})
			},
			abort(this: XMLHttpRequest) {
				if (waiting.delete(this)) fail(this)
				abort.call(this)
			},
		})

		navigator.sendBeacon = (...args) => !held && sendBeacon(...args)

		return {
			set(isHeld) {
				if (!isHeld) {
					held = null
					goOn()
				} else
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
