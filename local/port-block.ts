/** The ports of one platform: the registry's, plus those of the engines, moved together by `--port-shift`. */
import { services } from '../services/registry.ts';
import { type ProgramName, testProvider } from './platform-environment.ts';
import { isPortFree, whoListens } from './ports.ts';
import { workerProgram } from './sqs/sqs-programs.ts';

/** Not the documented 5432, 6379 and 9092: a PostgreSQL or Redis that is already on this machine keeps its port. */
export const enginePorts = { postgres: 3054, redis: 3079, kafka: 3092, sqs: 3024 } as const;
export type EngineName = keyof typeof enginePorts;

export interface PortBlock {
  readonly ofProgram: (name: ProgramName) => number;
  readonly ofEngine: (name: EngineName) => number;
}

/** The edge has the port that people open, its tables stand among the engines. */
const programPorts: ReadonlyMap<ProgramName, number> = new Map<ProgramName, number>([
  ...services.map(({ name, port }) => [name, port] as const),
  [testProvider.name, testProvider.port],
  [workerProgram.name, workerProgram.port],
  ['edge', 8080],
  ['waiting-room-tables', 3080],
]);

/** @param shift added to every port */
export function portBlock(shift: number): PortBlock {
  return {
    ofEngine: (name) => enginePorts[name] + shift,
    ofProgram: (name) => (programPorts.get(name) ?? 0) + shift,
  };
}

export interface TakenPort {
  readonly port: number;
  readonly wantedBy: string;
  readonly heldBy: string;
}

/** @returns those of the wanted ports that somebody else holds */
export async function takenPorts(wanted: readonly { port: number; wantedBy: string }[]): Promise<TakenPort[]> {
  const checked = await Promise.all(wanted.map(async (each) => ({ ...each, free: await isPortFree(each.port) })));
  const taken = checked.filter(({ free }) => !free);
  return Promise.all(taken.map(async ({ port, wantedBy }) => ({ port, wantedBy, heldBy: await whoListens(port) })));
}
