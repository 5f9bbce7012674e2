/** A Kubernetes object as data. What a kind allows is checked by the API server's own schemas (manifests.test.ts). */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}

/** Name and what is written on the object; the namespace comes from the overlay. */
export interface Metadata {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Which pods carry the name of an app. */
export const podsOf = (app: string) => ({ matchLabels: { app } });

/** One object of the core API. */
export const core = (kind: string, name: string, rest: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
  ...rest,
});
