import { readFileSync } from 'node:fs'
import path from 'node:path'
import { startNginxWith } from '../deployment/nginx'
import { endedAfterTests } from '../deployment/running'

/** A request that the edge answered. */
export type Answered = {
	/** The ports of the servers that the edge asked, in this order; empty where the edge answered by itself. */
	servers: number[]
	status: number
	/** Whether the edge asked and no server answered, although the caller waited: the status is the edge's own. */
	failed: boolean
	method: string
	path: string
}

export type Edge = {
	/** The address of the deployment. */
	url: string
	/** The requests that the edge answered so far. */
	answered(): Answered[]
}

type Options = {
	/** The secret that gets a request past the protection: as a header, or in exchange for a cookie. */
	secret: string
	/** Whether the edge hands out the cookie. The negative control switches this off. */
	handsOutCookie?: boolean
}

/**
 * Starts nginx in the place of Vercel's edge. It protects the servers on `ports` and lets them take turns. Where a
 * server takes no connection or breaks off, nginx asks the next, except for requests that may have changed something.
 */
export async function startEdge(
	ports: number[],
	{ secret, handsOutCookie = true }: Options,
): Promise<Edge> {
	const pass = 'a-made-up-pass'
	const { port, folder, stop } = await startNginxWith(
		(place) => `
	log_format answered escape=json
		'{"servers":"$upstream_addr","status":$status,"times":"$upstream_header_time","method":"$request_method","path":"$uri"}';
	access_log ${place.folder}/access.log answered;
	map $http_x_vercel_protection_bypass $by_header { default 0; "${secret}" 1; }
	map $cookie__vercel_jwt $by_cookie { default 0; "${pass}" 1; }
	map "$by_header$by_cookie" $protected { default 0; 00 1; }
	map "$by_header$http_x_vercel_set_bypass_cookie" $wants_cookie { default 0; 1true ${Number(handsOutCookie)}; }
	upstream application {
		${ports.map((each) => `server 127.0.0.1:${each} max_fails=1 fail_timeout=1s;`).join(' ')}
	}
	server {
		listen 127.0.0.1:${place.port};
		default_type text/html;
		client_max_body_size 5m;
		location / {
			if ($protected) { return 401 "<!doctype html><title>Authentication Required</title>"; }
			if ($wants_cookie) {
				add_header Set-Cookie "_vercel_jwt=${pass}; Path=/; HttpOnly; SameSite=Lax";
				return 307 http://$http_host$request_uri;
			}
			proxy_pass http://application;
			proxy_http_version 1.1;
			proxy_set_header Host $http_host;
			proxy_set_header X-Forwarded-Host $http_host;
			proxy_set_header X-Forwarded-Proto https;
			proxy_set_header X-Forwarded-For ${stranger};
			proxy_set_header X-Real-IP ${stranger};
			proxy_set_header Via "1.1 edge";
			proxy_next_upstream error timeout;
			proxy_next_upstream_tries ${ports.length};
			proxy_read_timeout 120s;
		}
	}`,
	)
	endedAfterTests(stop)
	const log = path.join(folder, 'access.log')
	return {
		url: `http://127.0.0.1:${port}`,
		answered: () => readFileSync(log, 'utf8').trim().split('\n').filter(Boolean).map(answeredOf),
	}
}

/** The caller's address: one that belongs to nobody, because a workflow's runner is on another machine. */
export const stranger = '203.0.113.7'

/** nginx's status for requests whose caller closed the connection. */
const callerLeft = 499

type Line = Omit<Answered, 'servers' | 'failed'> & { servers: string; times: string }

function answeredOf(line: string): Answered {
	const { servers, times, ...answered } = JSON.parse(line) as Line
	const ports = Array.from(servers.matchAll(/127\.0\.0\.1:(\d+)/g), ([, port]) => Number(port))
	const failed = ports.length > 0 && !/\d$/.test(times) && answered.status !== callerLeft
	return { ...answered, servers: ports, failed }
}
