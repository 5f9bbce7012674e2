import { z } from 'zod';
import { route } from '../../shared/http/route.ts';
import { eventParams } from '../waiting/queue-schemas.ts';
import type { OperateRooms } from './operate-rooms.ts';
import { type Room, roomModes } from './room.ts';

const count = z.int().nonnegative();
const roomSchema = z.object({
  eventId: z.string(),
  isActive: z.boolean(),
  mode: z.enum(roomModes),
  opensAt: z.iso.datetime().nullable(),
  isPaused: z.boolean(),
  /** People let in by one cycle of ten seconds; null takes the setting of the environment. */
  batchSize: z.int().positive().nullable(),
  nextPosition: count,
  servingCounter: count,
  waiting: count,
  commitment: z.string().nullable(),
  isDrawn: z.boolean(),
  /** When the line last moved; null never. */
  steppedAt: z.iso.datetime().nullable(),
});
const auditSchema = z.object({
  entries: z.array(
    z.object({ at: z.string(), operator: z.string(), action: z.string(), details: z.record(z.string(), z.unknown()) }),
  ),
});

const batchSize = z.int().min(1).max(100_000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
const activation = z
  .strictObject({
    mode: z.enum(roomModes).optional(),
    opensAt: z.iso.datetime({ offset: true }).pipe(z.coerce.date()).optional(),
    batchSize: batchSize.optional(),
    commitment: sha256.optional(),
  })
  .refine(({ mode, commitment }) => mode !== 'lottery' || commitment !== undefined, {
    message: 'a lottery is announced with its commitment',
    path: ['commitment'],
  });

const iso = (at: number): string | null => (at === 0 ? null : new Date(at).toISOString());
const shown = (room: Room) => ({
  ...room,
  opensAt: iso(room.opensAt),
  steppedAt: iso(room.steppedAt),
  waiting: Math.max(room.nextPosition - room.servingCounter, 0),
});

const away = 'DEPENDENCY_UNAVAILABLE';
const common = { access: 'admin', responses: { 200: roomSchema } } as const;
const input = { params: eventParams };

/** The waiting rooms of Tier 1 for operators (domain.md 1.6); they exist where the table of counters is configured. */
export function roomRoutes(operate: OperateRooms) {
  return [
    route({
      ...common,
      method: 'post',
      path: '/api/admin/vwr/activate/:eventId',
      summary: 'Put the waiting room in front of an event; counters stay when it is active already',
      input: { ...input, body: activation },
      errors: ['LOTTERY_FIXED', away],
      handler: async ({ params, body, user }) => ({
        status: 200,
        body: shown(await operate.activate(params.eventId, user.email, body)),
      }),
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/admin/vwr/deactivate/:eventId',
      summary: 'Take the waiting room away: whoever waits is let in',
      input,
      errors: ['WAITING_ROOM_NOT_FOUND', away],
      handler: async ({ params, user }) => ({
        status: 200,
        body: shown(await operate.deactivate(params.eventId, user.email)),
      }),
    }),
    ...(['pause', 'resume'] as const).map((word) =>
      route({
        ...common,
        method: 'post',
        path: `/api/admin/vwr/${word}/:eventId`,
        summary: word === 'pause' ? 'Hold the line: places are given, nobody enters' : 'Let the line go on',
        input,
        errors: ['WAITING_ROOM_NOT_FOUND', away],
        handler: async ({ params, user }) => ({
          status: 200,
          body: shown(await operate.setPaused(params.eventId, user.email, word === 'pause')),
        }),
      }),
    ),
    route({
      ...common,
      method: 'post',
      path: '/api/admin/vwr/rate/:eventId',
      summary: 'Say how many people one cycle of ten seconds lets in',
      input: { ...input, body: z.strictObject({ batchSize }) },
      errors: ['WAITING_ROOM_NOT_FOUND', away],
      handler: async ({ params, body, user }) => ({
        status: 200,
        body: shown(await operate.setBatchSize(params.eventId, user.email, body.batchSize)),
      }),
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/admin/vwr/advance/:eventId',
      summary: 'Let the next people in by hand, never beyond the last place',
      input: { ...input, body: z.strictObject({ batchSize: batchSize.default(500) }) },
      errors: ['WAITING_ROOM_INACTIVE', 'WAITING_ROOM_MOVED', away],
      handler: async ({ params, body, user }) => ({
        status: 200,
        body: shown(await operate.advance(params.eventId, user.email, body.batchSize)),
      }),
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/admin/vwr/draw/:eventId',
      summary:
        'Fix the draw of a lottery: how many entries take part, and the key from the published seed (edge/lottery)',
      input: { ...input, body: z.strictObject({ entries: count, key: sha256 }) },
      errors: ['LOTTERY_FIXED', away],
      handler: async ({ params, body, user }) => ({
        status: 200,
        body: shown(await operate.draw(params.eventId, user.email, body.entries, body.key)),
      }),
    }),
    route({
      ...common,
      method: 'get',
      path: '/api/admin/vwr/status/:eventId',
      summary: 'How the waiting room of an event stands',
      input,
      errors: ['WAITING_ROOM_NOT_FOUND', away],
      handler: async ({ params }) => ({ status: 200, body: shown(await operate.find(params.eventId)) }),
    }),
    route({
      ...common,
      method: 'get',
      path: '/api/admin/vwr/audit/:eventId',
      summary: 'Who asked for what, oldest first',
      input,
      responses: { 200: auditSchema },
      errors: [away],
      handler: async ({ params }) => ({ status: 200, body: { entries: await operate.entries(params.eventId) } }),
    }),
    route({
      ...common,
      method: 'get',
      path: '/api/admin/vwr',
      summary: 'All waiting rooms that there ever were',
      input: {},
      responses: { 200: z.object({ rooms: z.array(roomSchema) }) },
      errors: [away],
      handler: async () => ({ status: 200, body: { rooms: (await operate.all()).map(shown) } }),
    }),
  ];
}
