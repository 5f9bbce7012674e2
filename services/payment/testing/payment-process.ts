import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { serviceCommand } from '../../../test/engines/service-bundle.ts';

/** For tests: the payment service as a process of its own, on a port of its choosing, that may be killed. */
export interface PaymentProcess {
  readonly url: string;
  /** The signal that ended the process. */
  readonly killed: Promise<string | null>;
  stop(): Promise<void>;
}

/** @throws Error with what the process printed, when it ends before it listens */
export async function startPaymentProcess(env: Readonly<Record<string, string>>): Promise<PaymentProcess> {
  const child = spawn(process.execPath, await serviceCommand('payment'), {
    env: { ...process.env, ...env, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const killed = once(child, 'exit').then(([, signal]: (string | null)[]) => signal ?? null);
  const port = await portOf(child);
  return {
    url: `http://127.0.0.1:${port}`,
    killed,
    async stop() {
      child.kill('SIGKILL');
      await killed;
    },
  };
}

async function portOf(child: ChildProcess): Promise<string> {
  const lines: string[] = [];
  if (!child.stdout) throw new Error('the process has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const [, port] = /"port":(\d+),"msg":"listening"/.exec(line) ?? [];
    if (port === undefined) continue;
    child.stdout.resume();
    return port;
  }
  throw new Error(`payment did not start:\n${lines.join('\n')}`);
}

/** The INTERNAL_CALLERS entry that knows these callers by the secrets of services/shared/testing/foundation-fake.ts. */
export const internalCallers = (...callers: string[]) =>
  JSON.stringify(
    Object.fromEntries(
      callers.map((caller) => {
        const secret = `${caller}-secret-for-tests-0123456789abcdef`;
        return [caller, createHash('sha256').update(secret).digest('hex')];
      }),
    ),
  );
