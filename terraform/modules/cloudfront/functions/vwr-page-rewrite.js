// edge/functions/vwr-page-rewrite.ts
var PAGE_OF_EVENT = /^\/vwr\/([0-9a-fA-F-]{36})\/?$/;
function handler(event) {
  const request = event.request;
  const page = PAGE_OF_EVENT.exec(request.uri);
  if (page !== null && request.querystring.plain !== void 0) {
    return {
      statusCode: 302,
      statusDescription: "Found",
      headers: {
        location: { value: `/vwr-api/vwr/check/${page[1]}/page` },
        "cache-control": { value: "no-store" }
      }
    };
  }
  const lastSegment = request.uri.slice(request.uri.lastIndexOf("/") + 1);
  if (!lastSegment.includes(".")) request.uri = "/vwr/index.html";
  return request;
}
