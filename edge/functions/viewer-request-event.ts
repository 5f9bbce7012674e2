/** What a CloudFront Function gets on a viewer request, as far as ours read it (CloudFront Functions event structure). */
export interface ViewerRequestEvent {
  readonly request: ViewerRequest;
}

/** The request; the function changes it and gives it back, as the runtime has no copying by `...`. */
export interface ViewerRequest {
  /** Path without the query, never empty. */
  uri: string;
  /** Parameters of the query by name; one without a value has the empty one. */
  readonly querystring: Readonly<Record<string, { readonly value: string } | undefined>>;
  /** Cookies by name. */
  readonly cookies: Readonly<Record<string, { readonly value: string } | undefined>>;
}

/** An answer that ends the request at the edge. */
export interface FunctionAnswer {
  readonly statusCode: number;
  readonly statusDescription: string;
  readonly headers: Readonly<Record<string, { readonly value: string }>>;
}
