// Writes down which routes a service answered, and how: loaded by mocha for the services in its own process, and by
// `node --import` for those that tests start. Plain JavaScript, because the latter run without tsx.
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';

const file = process.env.URR_REQUEST_RECORD;
if (file) {
  const known = new Set();
  subscribe('urr:answered', ({ service, method, route, status }) => {
    const line = `${service} ${method} ${route} ${status}`;
    if (known.has(line)) return;
    known.add(line);
    appendFileSync(file, `${line}\n`);
  });
}
