import { Socket } from 'node:net'

/**
 * Makes a socket for the driver without Nagle's algorithm. With it, of the statements that are sent together those in
 * the second write wait until the first ones are answered.
 */
export function promptSocket({ host, port, path }: Place): Socket {
	const socket = new Socket()
	// The driver reads these two.
	Object.assign(socket, { host: host[0], port: port[0] })
	// It listens only after this function has returned, and no error may come before.
	socket.once('newListener', () => {
		if (path) socket.connect(path)
		else socket.connect({ host: host[0], port: port[0] ?? 5432, noDelay: true })
	})
	return socket
}

type Place = { host: string[]; port: number[]; path?: string }
