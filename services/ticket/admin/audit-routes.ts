import { z } from 'zod';
import { clampedNumber } from '../../shared/http/clamped-number.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import { adminCallers } from './callers.ts';

const auditRow = z.object({
  id: z.uuid(),
  admin_user_id: z.uuid(),
  action: z.string(),
  resource_type: z.string(),
  resource_id: z.string().nullable(),
  state_before: z.unknown(),
  state_after: z.unknown(),
  ip_address: z.string().nullable(),
  request_id: z.string().nullable(),
  created_at: z.iso.datetime(),
});

const auditQuery = z.object({
  limit: clampedNumber({ fallback: 50, most: 200 }),
  resourceId: z.string().max(100).optional(),
});

/** What administrators did, newest first. */
export function auditRoutes({ db }: { db: Queryable }): Route[] {
  return [
    route({
      method: 'get',
      path: '/internal/admin/audit-logs',
      summary: 'What administrators did, newest first; of one thing with `resourceId`',
      access: 'internal',
      callers: adminCallers,
      input: { query: auditQuery },
      responses: { 200: z.object({ auditLogs: z.array(auditRow) }) },
      handler: async ({ query }) => {
        const { rows } = await db.query<Omit<z.infer<typeof auditRow>, 'created_at'> & { created_at: Date }>({
          name: 'audit-logs',
          text: `SELECT id, admin_user_id, action, resource_type, resource_id, state_before, state_after, ip_address, request_id, created_at
                 FROM admin_audit_logs WHERE $1::text IS NULL OR resource_id = $1 ORDER BY created_at DESC, id LIMIT $2`,
          values: [query.resourceId ?? null, query.limit],
        });
        const auditLogs = rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
        return { status: 200, body: { auditLogs } };
      },
    }),
  ];
}
