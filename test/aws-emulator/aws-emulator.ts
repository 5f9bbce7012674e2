/** moto server (requirements-dev.txt) as an AWS API to apply against: started on a free port, stopped by its process id. */
import path from 'node:path';
import { freePort } from '../../local/ports.ts';
import { launch, waitUntilReady } from '../../local/processes/launch.ts';
import type { RunLedger } from '../../local/processes/run-ledger.ts';
import { terraformEnvironment } from './terraform-environment.ts';

export interface EmulatorOptions {
  /** The interpreter of the virtual environment with moto (test/python-tools/venv.ts). */
  readonly python: string;
  readonly ledger: RunLedger;
  /** Where its log is written. */
  readonly folder: string;
  /** The account that it answers as; must be the one that the providers allow. Default 123456789012. */
  readonly accountId?: string;
}

export interface AwsEmulator {
  readonly endpoint: string;
  /** What a program needs in its environment to take the emulator for AWS. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const answers = (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/moto-api/`, { signal: AbortSignal.timeout(1_000) }).then(
    (response) => response.ok,
    () => false,
  );

/** @throws Error with the end of its log when it does not answer within 60 s (2 to 5 s on a quiet machine) */
export async function startAwsEmulator(options: EmulatorOptions): Promise<AwsEmulator> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = await launch({
    name: `aws-emulator-${port}`,
    command: options.python,
    args: [path.join(import.meta.dirname, 'emulator.py'), '-H', '127.0.0.1', '-p', String(port)],
    logFile: path.join(options.folder, `emulator-${port}.log`),
    ledger: options.ledger,
    env: {
      PATH: process.env.PATH,
      MOTO_ACCOUNT_ID: options.accountId ?? '123456789012',
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
      MOTO_ACM_VALIDATION_WAIT: '1',
      PYTHONUNBUFFERED: '1',
    },
  });
  await waitUntilReady(server, () => answers(endpoint), 60_000);
  return {
    endpoint,
    environment: { ...terraformEnvironment(), AWS_ENDPOINT_URL: endpoint },
    stop: async () => void (await server.stop('SIGTERM', 5_000)),
  };
}
