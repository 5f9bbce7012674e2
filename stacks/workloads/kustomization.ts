/** Which image an overlay runs. */
export interface ImageChoice {
  /** As the manifests name it. */
  readonly name: string;
  /** Where it really is. Left out: under its own name. */
  readonly newName?: string;
  readonly newTag: string;
}

/** The fields of a kustomization.yaml that are used here. */
export interface Kustomization {
  readonly apiVersion: 'kustomize.config.k8s.io/v1beta1';
  readonly kind: 'Kustomization';
  readonly namespace?: string;
  readonly resources: readonly string[];
  readonly patches?: readonly { readonly path: string }[];
  readonly images?: readonly ImageChoice[];
}

/** A kustomization.yaml. */
export const kustomization = (fields: Omit<Kustomization, 'apiVersion' | 'kind'>): Kustomization => ({
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  ...fields,
});

/** A part of an object, merged into the one of that name. */
export interface Patch {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly [field: string]: unknown;
}
