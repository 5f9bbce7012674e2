import type { ViewerRequest, ViewerRequestEvent } from './viewer-request-event.ts';

/**
 * CloudFront Function on the viewer request of /vwr/*: every event has the same waiting page, which reads the event from
 * the address. What has an ending is a file of its own and stays.
 */
export function handler(event: ViewerRequestEvent): ViewerRequest {
  const request = event.request;
  const lastSegment = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!lastSegment.includes('.')) request.uri = '/vwr/index.html';
  return request;
}
