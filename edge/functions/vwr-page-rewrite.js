// CloudFront Function (cloudfront-js-2.0) on the viewer request of /vwr/*: every event has the same waiting page, which
// reads the event from the address. What has an ending is a file of its own and stays.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const lastSegment = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!lastSegment.includes('.')) request.uri = '/vwr/index.html';
  return request;
}
