import type { ViewerRequest, ViewerRequestEvent } from './viewer-request-event.ts';

const PREFIX = '/vwr-api';

/** CloudFront Function on the viewer request of /vwr-api/*: the prefix chooses the origin, which does not know it. */
export function handler(event: ViewerRequestEvent): ViewerRequest {
  const request = event.request;
  if (request.uri.startsWith(`${PREFIX}/`)) request.uri = request.uri.slice(PREFIX.length);
  return request;
}
