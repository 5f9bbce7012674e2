/** Kills a service from within, at a labelled point, and has it started again. */
import { expect } from 'chai';
import type { ServiceName } from '../../services/registry.ts';
import { eventually } from '../platform/eventually.ts';
import type { Stage } from './stage.ts';

/** Waits for a process that was told to die. @throws Error when it lives on */
export async function death({ platform: { supervisor } }: Stage, service: ServiceName, label: string): Promise<void> {
  const ended = supervisor.ended(service);
  await eventually(
    `the death of ${service} at ${label}`,
    async () => supervisor.isRunning(service),
    (runs) => !runs,
    90_000,
  );
  expect(await ended, label).to.deep.equal({ code: null, signal: 'SIGKILL' });
}

/**
 * Arms the point, does what passes it, and starts the service again without it.
 * @param act its answers may be of any kind: the process dies under it
 */
export async function dieAt<T>(
  stage: Stage,
  service: ServiceName,
  label: string,
  act: () => Promise<T>,
  settings: Readonly<Record<string, string>> = {},
): Promise<T> {
  const { supervisor } = stage.platform;
  // Nothing is under way, so this death hides nothing; leaving the consumer group in order would take 2 s each time.
  await supervisor.kill(service);
  await supervisor.start(service, { env: { ...settings, KILL_POINT: label } });
  const acting = act();
  await Promise.all([death(stage, service, label), acting]);
  await supervisor.start(service, { env: settings });
  return acting;
}
