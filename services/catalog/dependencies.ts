import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/ticket_db/client.ts';
import { createFoundation, type Foundation } from '../shared/http/foundation.ts';
import { createInternalClient } from '../shared/http/internal-client.ts';
import { createPool } from '../shared/postgres/pool.ts';
import { createNamePeople } from './admin/people.ts';
import { createTicketOffice } from './admin/ticket-office.ts';
import type { CatalogAppDependencies } from './app.ts';
import { createArtistRepository } from './artists/artist-repository.ts';
import type { CatalogConfig } from './config.ts';
import { type ArtistSource, createSpotifySource } from './enrichment/artist-source.ts';
import { createEventListRepository } from './events/event-list-repository.ts';
import { createEventRepository } from './events/event-repository.ts';
import { createBucketStore, createFolderStore, type ImageStore } from './images/image-store.ts';
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
  const { logger, metrics, tracing } = foundation;
  const caller = { caller: 'catalog', credential: config.INTERNAL_CREDENTIAL, metrics, tracing };
  const ticket = createInternalClient({ ...caller, target: 'ticket', baseUrl: config.TICKET_SERVICE_URL });
  const auth = createInternalClient({ ...caller, target: 'auth', baseUrl: config.AUTH_SERVICE_URL });
  const images = imageStoreOf(config);
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
    office: createTicketOffice(ticket),
    namePeople: createNamePeople(auth, logger),
    images,
    artistSource: artistSourceOf(config, clock),
    clock,
    newId: randomUUID,
    dependencies: [{ name: 'postgres', check: () => pool.query('SELECT 1') }],
    checkResponses: config.NODE_ENV !== 'production',
    async close() {
      await Promise.all([ticket.close(), auth.close()]);
      images?.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

function imageStoreOf(config: CatalogConfig): ImageStore | undefined {
  const { AWS_S3_BUCKET: bucket, AWS_S3_ENDPOINT: endpoint, AWS_REGION: region, IMAGE_FOLDER: folder } = config;
  if (bucket !== undefined) return createBucketStore({ bucket, region, endpoint });
  return folder === undefined ? undefined : createFolderStore(folder);
}

function artistSourceOf(config: CatalogConfig, clock: () => Date): ArtistSource | undefined {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret } = config;
  if (clientId === undefined || clientSecret === undefined) return undefined;
  return createSpotifySource({
    clientId,
    clientSecret,
    accountsUrl: config.SPOTIFY_ACCOUNTS_URL,
    apiUrl: config.SPOTIFY_API_URL,
    clock,
  });
}
