import { createHash } from 'node:crypto';
import type { Topology } from './topology.ts';

const style = `
:root { color-scheme: light dark; --line: #8884; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
th, td { text-align: left; border-bottom: 1px solid var(--line); padding: .3rem .5rem; vertical-align: top; }
.bad { font-weight: 700; }
`;

/** The page runs nothing and fetches nothing. */
export const topologyPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`;

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const good = new Set(['ok', 'holds', 'tested', 'not deployed']);
const cell = (text: string) => `<td${good.has(text) ? '' : ' class="bad"'}>${escaped(text)}</td>`;

/** The topology for people; what stands in it is text, whatever a service may have answered. */
export function topologyPage({ status, services, invariants }: Topology): string {
  const nodes = services.map(({ name, status: state, dependencies, calls }) => {
    const needs = Object.entries(dependencies).map(([dependency, said]) => `${dependency}: ${said}`);
    return `<tr><td>${escaped(name)}</td>${cell(state)}<td>${escaped(needs.join(', '))}</td><td>${escaped(calls.join(', '))}</td></tr>`;
  });
  const rules = invariants.map(
    ({ id, state, broken, about }) =>
      `<tr><td>${escaped(id)}</td>${cell(state)}<td>${broken ?? ''}</td><td>${escaped(about)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>URR topology</title><style>${style}</style></head>
<body><h1>Topology: ${status}</h1>
<table><thead><tr><th>service</th><th>state</th><th>needs</th><th>calls</th></tr></thead><tbody>${nodes.join('')}</tbody></table>
<table><thead><tr><th>invariant</th><th>state</th><th>broken</th><th>about</th></tr></thead><tbody>${rules.join('')}</tbody></table>
</body></html>
`;
}
