/**
 * The code of one Lambda function as a zip file, made when the stacks are synthesised (stacks/bundles/). The same sources
 * give the same bytes on every machine, so that a plan made here is the plan that is applied there.
 */
export interface FunctionBundle {
  /** Where the zip file lies: an absolute path. */
  readonly path: string;
  /** SHA-256 of the zip file, base64: what Terraform calls `source_code_hash`. */
  readonly hash: string;
  /** Size of the zip file in bytes. It is not compressed, so this is the unpacked size as well. */
  readonly bytes: number;
}
