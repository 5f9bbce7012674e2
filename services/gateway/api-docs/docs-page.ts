import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
input { font: inherit; width: 100%; padding: .5rem; box-sizing: border-box; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; }
summary { cursor: pointer; padding: .5rem .75rem; }
summary code { font-weight: 600; }
.method { display: inline-block; width: 4.5rem; font: 600 .8rem ui-monospace, monospace; }
.sum { float: right; opacity: .75; }
.body { padding: 0 .75rem .75rem; }
pre { background: var(--soft); padding: .6rem; overflow: auto; border-radius: .4rem; }
`;

// Text goes into the page as text nodes only: nothing from a document can become markup.
const script = `
const put = (parent, name, text, className) => {
  const element = parent.appendChild(document.createElement(name));
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
};
const show = (parent, title, value) => {
  if (value === undefined) return;
  put(parent, 'h4', title);
  put(parent, 'pre', JSON.stringify(value, null, 2));
};
const main = document.querySelector('main');
const answer = await fetch('/openapi.json');
const api = await answer.json();
const rows = [];
for (const { name } of api.tags) {
  put(main, 'h2', name);
  for (const [path, item] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (!operation.tags || operation.tags[0] !== name) continue;
      const details = put(main, 'details');
      const summary = put(details, 'summary');
      put(summary, 'span', method.toUpperCase(), 'method');
      put(summary, 'code', path);
      put(summary, 'span', (operation.security ? 'signed in. ' : '') + (operation.summary || ''), 'sum');
      const body = put(details, 'div', undefined, 'body');
      details.addEventListener('toggle', () => {
        if (body.childElementCount) return;
        show(body, 'Parameters', operation.parameters);
        show(body, 'Body', operation.requestBody && operation.requestBody.content);
        show(body, 'Answers', operation.responses);
      });
      rows.push([details, (method + ' ' + path + ' ' + (operation.summary || '')).toLowerCase()]);
    }
  }
}
if (!rows.length) put(main, 'p', 'No service answers at the moment; try again shortly.');
document.querySelector('input').addEventListener('input', (event) => {
  const wanted = event.target.value.toLowerCase();
  for (const [element, text] of rows) element.hidden = !text.includes(wanted);
});
`;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page may run its own script and style, and fetch from its own origin; nothing else. */
export const docsPagePolicy = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page to browse /openapi.json with; needs nothing from another server. */
export const docsPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>URR API</title><style>${style}</style></head>
<body><h1>URR API</h1><p>Every path also exists below <code>/api/v1</code>. The document: <a href="/openapi.json">/openapi.json</a></p>
<input type="search" placeholder="filter" aria-label="filter"><main></main>
<script type="module">${script}</script></body></html>
`;
