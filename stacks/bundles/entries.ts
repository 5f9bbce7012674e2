/** A Lambda function whose code is bundled when the stacks are synthesised. */
interface BundleEntry {
  /** The file that exports `handler`, from the root of the project. */
  readonly file: string;
  /** Edge code is CommonJS, which every runtime of Lambda@Edge takes; the others are ES modules, as their sources are. */
  readonly format: 'cjs' | 'esm';
  /** Largest zip file in bytes (AWS quotas; ruling B25 for the edge; what a buyer waits for at a cold start for the worker). */
  readonly limitBytes: number;
}

const MEGABYTE = 1024 * 1024;

/** Every function of the system, by the name under which the stacks ask for its bundle. */
export const bundleEntries = {
  viewerRequest: { file: 'edge/viewer-request/index.ts', format: 'cjs', limitBytes: MEGABYTE },
  vwrApi: { file: 'edge/vwr-api/index.ts', format: 'esm', limitBytes: 50 * MEGABYTE },
  vwrAdvancer: { file: 'edge/vwr-advancer/index.ts', format: 'esm', limitBytes: 50 * MEGABYTE },
  ticketWorker: { file: 'services/ticket-worker/handler.ts', format: 'esm', limitBytes: 3 * MEGABYTE },
  dataSetup: { file: 'services/data-setup/handler.ts', format: 'esm', limitBytes: 50 * MEGABYTE },
} as const satisfies Readonly<Record<string, BundleEntry>>;

export type BundleName = keyof typeof bundleEntries;

/** The names of the functions, in the order in which they are built. */
export const bundleNames = [
  'viewerRequest',
  'vwrApi',
  'vwrAdvancer',
  'ticketWorker',
  'dataSetup',
] as const satisfies readonly BundleName[];

/** The CloudFront Functions: their code is text inside the stack, at most 10 KB. */
export const edgeFunctionFiles = {
  'vwr-page-rewrite': 'edge/functions/vwr-page-rewrite.ts',
  'vwr-api-prefix-strip': 'edge/functions/vwr-api-prefix-strip.ts',
  'vwr-gate': 'edge/functions/vwr-gate.ts',
} as const;
