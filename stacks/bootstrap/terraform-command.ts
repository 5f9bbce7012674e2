import { spawn } from 'node:child_process';

export interface Ended {
  readonly ok: boolean;
  /** Everything it said, both streams in the order in which they came. */
  readonly said: string;
}

/** Runs `terraform` with these arguments in the folder of the stack. */
export type Terraform = (args: readonly string[], options?: { readonly show?: boolean }) => Promise<Ended>;

/**
 * The terraform of the PATH. With `show` people see what it says while it says it.
 * @throws Error when there is no terraform
 */
export const terraformIn =
  (folder: string, env: NodeJS.ProcessEnv): Terraform =>
  (args, { show = false } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn('terraform', args, {
        cwd: folder,
        env: { ...env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (show) process.stdout.write(chunk);
        });
      child.once('error', (error) =>
        reject(
          'code' in error && error.code === 'ENOENT'
            ? new Error('terraform is not on the PATH; install Terraform 1.11 or newer (README.md says how)')
            : error,
        ),
      );
      child.once('close', (code) => resolve({ ok: code === 0, said }));
    });
