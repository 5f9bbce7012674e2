import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { KeyValues } from './cloudfront-function.ts';

const list = z.object({ events: z.array(z.looseObject({ id: z.string() })) });

/** The KeyValueStore of active waiting rooms: a key for each event of the list that activation writes. */
export function activeRooms(bucketFolder: string): KeyValues {
  const file = path.join(bucketFolder, 'vwr/active-events.json');
  return {
    get(eventId) {
      try {
        const found = list.parse(JSON.parse(readFileSync(file, 'utf8'))).events.find(({ id }) => id === eventId);
        if (found === undefined) return undefined;
        const { id: _key, ...times } = found;
        return JSON.stringify(times);
      } catch {
        return undefined;
      }
    },
  };
}
