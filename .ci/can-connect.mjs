import { connect } from 'node:net'

// Exits 0 when something listens on the port of the loopback interface.
const socket = connect(Number(process.argv[2]), '127.0.0.1')
socket.once('connect', () => process.exit(0))
socket.once('error', () => process.exit(1))
