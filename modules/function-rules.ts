import type { FunctionBundle } from './function-bundle.ts';
import type { Rule } from './rule.ts';

/** Largest zip file that Lambda takes directly (AWS Lambda Developer Guide: quotas). */
const LAMBDA_ZIP_BYTES = 50 * 1024 * 1024;

/** The rule of every module with a function: the runtime is one of Node.js. `module` starts the id. */
export function runtimeIsNode<Facts extends { readonly runtime: string }>(module: string): Rule<Facts> {
  return {
    id: `${module}/runtime-is-node`,
    reads: ['runtime'],
    allowed: 'nodejs<version>.x',
    remedy: 'Take the runtime from the dated table of stacks/lifecycle.ts (ruling A2).',
    holds: (p) => /^nodejs\d+\.x$/.test(p.runtime),
    hcl: 'can(regex("^nodejs[0-9]+[.]x$", var.runtime))',
  };
}

/** The rule of every bundle: Lambda takes it. Terraform sees a file, not its size, so there is no twin. */
export function bundleFits<Name extends string, Facts extends Readonly<Record<Name, FunctionBundle>>>(
  module: string,
  name: Name & keyof Facts & string,
): Rule<Facts> {
  return {
    id: `${module}/${name.toLowerCase()}-fits`,
    reads: [name],
    allowed: 'a zip file of at most 50 MB',
    remedy: 'Import less, or leave to the runtime what it brings along.',
    holds: (p) => p[name].bytes <= LAMBDA_ZIP_BYTES,
  };
}
