/** Values of one header; CloudFront gives a list under the name in small letters (Lambda@Edge event structure). */
export type HeaderValues = readonly { readonly key?: string; readonly value: string }[];

/** The request of the viewer, as far as we read it; what passes is given back untouched. */
export interface EdgeRequest {
  readonly method: string;
  /** Path as the viewer spelt it, without the query. */
  readonly uri: string;
  readonly headers: Readonly<Record<string, HeaderValues>>;
}

/** What Lambda@Edge calls the handler with on a viewer request. */
export interface EdgeEvent {
  readonly Records: readonly {
    readonly cf: {
      readonly config: { readonly distributionDomainName: string; readonly requestId?: string };
      readonly request: EdgeRequest;
    };
  }[];
}

/** An answer that ends the request at the edge. */
export interface EdgeAnswer {
  readonly status: string;
  readonly statusDescription: string;
  readonly headers: Readonly<Record<string, HeaderValues>>;
  readonly body: string;
}
