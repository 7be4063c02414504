import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { programs } from './debian'
import { freePort, scratchFolder, startProgram } from './processes'

/** Starts nginx before the server on `port`: `proxy_pass` alone, and the lines of `settings`. Listens on every address. */
export async function startNginx(
	port: number,
	settings = '',
): Promise<{ port: number; stop(): Promise<void> }> {
	if (!programs.nginx) throw new Error('There is no nginx on this machine')
	const folder = scratchFolder('nginx')
	const listening = await freePort()
	const file = path.join(folder, 'nginx.conf')
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		.map((name) => `${name}_temp_path ${folder}/${name};`)
		.join(' ')
	writeFileSync(
		file,
		`daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events {}
http {
	access_log off; ${temporary}
	server {
		listen ${listening};
		location / { ${settings} proxy_pass http://127.0.0.1:${port}; }
	}
}
`,
	)
	const stop = await startProgram(programs.nginx, {
		args: ['-e', `${folder}/error.log`, '-p', folder, '-c', file, '-g', 'master_process off;'],
		port: listening,
	})
	return {
		port: listening,
		async stop() {
			await stop()
			rmSync(folder, { recursive: true, force: true })
		},
	}
}
