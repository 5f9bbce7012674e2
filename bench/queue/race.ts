import { randomUUID } from 'node:crypto';
import type { RedisClient } from '../../services/shared/redis/redis-client.ts';
import { lineOn, pass, person } from './filled-lines.ts';

const waves = 20;
const joinsPerClient = 250;
const leavesPerClient = 50;

/**
 * Every client joins and two replicas admit, all at once, while people leave.
 * @returns the most people that were inside at any moment somebody looked
 */
export async function fullestMoment(clients: readonly RedisClient[], threshold: number): Promise<number> {
  const lines = clients.map((client) => lineOn(client, threshold));
  const event = randomUUID();
  const joinsPerWave = joinsPerClient * clients.length;
  let fullest = 0;
  const look = ({ inside }: { inside: number }) => {
    fullest = Math.max(fullest, inside);
  };
  for (let wave = 0; wave < waves; wave += 1) {
    pass();
    const newcomer = (client: number, index: number) => person(wave * joinsPerWave + client * joinsPerClient + index);
    const leaver = (client: number, index: number) =>
      person((wave - 1) * joinsPerWave + client * leavesPerClient + index);
    await Promise.all(
      lines.flatMap((line, i) => [
        ...Array.from({ length: joinsPerClient }, (_, j) => line.join(event, newcomer(i, j)).then(look)),
        line.tick(event, `bench-${i % 2}`).then(look),
        ...Array.from({ length: leavesPerClient }, (_, j) => line.leave(event, leaver(i, j))),
      ]),
    );
  }
  return fullest;
}
