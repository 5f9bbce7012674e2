// edge/functions/vwr-page-rewrite.ts
function handler(event) {
  const request = event.request;
  const lastSegment = request.uri.slice(request.uri.lastIndexOf("/") + 1);
  if (!lastSegment.includes(".")) request.uri = "/vwr/index.html";
  return request;
}
