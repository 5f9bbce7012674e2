import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/ticket_db/client.ts';
import { createFoundation, type Foundation } from '../shared/http/foundation.ts';
import { createPool } from '../shared/postgres/pool.ts';
import type { CatalogAppDependencies } from './app.ts';
import { createArtistRepository } from './artists/artist-repository.ts';
import type { CatalogConfig } from './config.ts';
import { createEventListRepository } from './events/event-list-repository.ts';
import { createEventRepository } from './events/event-repository.ts';
import { createShortMemory } from './reads/short-memory.ts';

/** What catalog is made of; the only place of this service that constructs clients. */
export interface CatalogDependencies extends CatalogAppDependencies {
  close(): Promise<void>;
}

/** Keyword mappings change by hand, a few times a year. */
const keywordMemoryMs = 60_000;

/** @param foundation the service's own, made from the configuration; tests pass a silent one */
export function buildDependencies(
  config: CatalogConfig,
  foundation: Foundation = createFoundation('catalog', config),
): CatalogDependencies {
  const clock = () => new Date();
  // The role of this address may only SELECT (ruling E14).
  const pool = createPool({
    url: config.DATABASE_URL,
    max: config.DATABASE_POOL_MAX,
    name: 'catalog',
    logger: foundation.logger,
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const short = { forMs: config.CATALOG_MEMORY_MS, clock };

  return {
    foundation,
    events: createEventRepository(prisma),
    eventLists: createEventListRepository(pool),
    artists: createArtistRepository(prisma, clock),
    memory: {
      eventLists: createShortMemory(short),
      events: createShortMemory(short),
      artistLists: createShortMemory(short),
      artists: createShortMemory(short),
      keywords: createShortMemory({ clock, forMs: config.CATALOG_MEMORY_MS === 0 ? 0 : keywordMemoryMs }),
    },
    dependencies: [{ name: 'postgres', check: () => pool.query('SELECT 1') }],
    checkResponses: config.NODE_ENV !== 'production',
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
