import { type EdgeReply, textReply } from './exchange.ts';

/** What stands in place of the front end until it is written: says so, and where the rest is. */
export function absentFrontPage(path: string): EdgeReply {
  const event = /^\/(?:events|queue)\/([0-9a-f-]{36})/.exec(path)?.[1];
  const links =
    event === undefined
      ? ['<a href="/api/events">all events</a>']
      : [`<a href="/api/events/${event}">this event</a>`, '<a href="/api/events">all events</a>'];
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>URR: this page is still to come</title>
<body style="font: 1rem/1.5 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>This page is still to come</h1>
<p>The request passed the edge and would now reach the front end, which has not been written yet. What there is: the waiting
room, the API and its documents.</p>
<ul>${links.map((link) => `<li>${link} (API)</li>`).join('')}</ul>
</body>
</html>
`;
  return textReply(404, 'text/html; charset=utf-8', page, [['cache-control', 'no-store']]);
}
