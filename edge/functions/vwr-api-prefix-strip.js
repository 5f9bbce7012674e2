// CloudFront Function (cloudfront-js-2.0) on the viewer request of /vwr-api/*: the prefix chooses the origin, which does
// not know it.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  if (request.uri.startsWith('/vwr-api/')) request.uri = request.uri.slice('/vwr-api'.length);
  return request;
}
