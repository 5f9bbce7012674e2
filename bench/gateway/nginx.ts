import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Program, startProgram } from './programs.ts';

/** 69 bytes, as in runtime.md 2.2. */
const smallBody = '{"id":"8f7d6f3c","status":"available","price":99000,"section":"VIP"}\n';

/** nginx with one worker as the back end that answers at once. */
export async function startBackEnd(core: number): Promise<Program> {
  return startNginx(
    core,
    (port, folder) => `
    server {
      listen 127.0.0.1:${port};
      location = /api/events/large { default_type application/json; alias ${folder}/large.json; }
      location / { default_type application/json; return 200 '${smallBody.replaceAll("'", "\\'").replace('\n', '\\n')}'; }
    }`,
  );
}

/** nginx with one worker as the peer: a proxy with kept connections and the headers that a gateway sets. */
export async function startNginxProxy(core: number, backEndPort: number): Promise<Program> {
  return startNginx(
    core,
    (port) => `
    upstream back_end { server 127.0.0.1:${backEndPort}; keepalive 128; keepalive_requests 1000000; }
    server {
      listen 127.0.0.1:${port};
      location / {
        proxy_pass http://back_end;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Request-Id $request_id;
      }
    }`,
  );
}

async function startNginx(core: number, server: (port: number, folder: string) => string): Promise<Program> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'urr-bench-nginx-'));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'large.json'), JSON.stringify({ filler: 'x'.repeat(20_000) }));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
     events { worker_connections 4096; }
     http { access_log off; keepalive_requests 10000000; ${temporary.join(' ')} ${server(port, folder)} }`,
  );
  const program = await startProgram(core, port, ['nginx', '-c', join(folder, 'nginx.conf'), '-p', folder]);
  return {
    ...program,
    async stop() {
      await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
