import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { programs } from './debian'
import { freePort, scratchFolder, startProgram } from './processes'

export type Nginx = { port: number; folder: string; stop(): Promise<void> }

/** Starts nginx before the server on `port`, with `proxy_pass` and `settings` alone. It listens on every address. */
export function startNginx(port: number, settings = ''): Promise<Nginx> {
	return startNginxWith(
		({ port: listening }) => `access_log off;
	server {
		listen ${listening};
		location / { ${settings} proxy_pass http://127.0.0.1:${port}; }
	}`,
	)
}

/** Starts nginx. `http` makes its configuration from its folder, for logs, and the port to listen on. */
export async function startNginxWith(
	http: (place: Pick<Nginx, 'port' | 'folder'>) => string,
): Promise<Nginx> {
	if (!programs.nginx) throw new Error('There is no nginx on this machine')
	const folder = scratchFolder('nginx')
	const port = await freePort()
	const file = path.join(folder, 'nginx.conf')
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		.map((name) => `${name}_temp_path ${folder}/${name};`)
		.join(' ')
	writeFileSync(
		file,
		`daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events {}
http {
	${temporary}
	${http({ port, folder })}
}
`,
	)
	const stop = await startProgram(programs.nginx, {
		args: ['-e', `${folder}/error.log`, '-p', folder, '-c', file, '-g', 'master_process off;'],
		port,
	})
	return {
		port,
		folder,
		async stop() {
			await stop()
			rmSync(folder, { recursive: true, force: true })
		},
	}
}
