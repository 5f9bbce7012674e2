import type { FunctionAnswer, ViewerRequest, ViewerRequestEvent } from './viewer-request-event.ts';

const PAGE_OF_EVENT = /^\/vwr\/([0-9a-fA-F-]{36})\/?$/;

/**
 * CloudFront Function on the viewer request of /vwr/*: every event has the same waiting page, which reads the event from
 * the address. What has an ending is a file of its own and stays. A page without JavaScript cannot read its address: it asks
 * for `?plain`, and is sent to the API, which answers in HTML (edge/vwr-api/people-answers.ts).
 */
export function handler(event: ViewerRequestEvent): ViewerRequest | FunctionAnswer {
  const request = event.request;
  const page = PAGE_OF_EVENT.exec(request.uri);
  if (page !== null && request.querystring.plain !== undefined) {
    return {
      statusCode: 302,
      statusDescription: 'Found',
      headers: {
        location: { value: `/vwr-api/vwr/check/${page[1]}/page` },
        'cache-control': { value: 'no-store' },
      },
    };
  }
  const lastSegment = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!lastSegment.includes('.')) request.uri = '/vwr/index.html';
  return request;
}
