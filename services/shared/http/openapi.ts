import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { ErrorTable } from '../errors/app-error.ts';
import { commonErrors } from '../errors/common-errors.ts';
import { entryTokenErrors } from '../errors/entry-token-errors.ts';
import { problemMediaType } from '../errors/problem.ts';
import { idempotencyKeyForm } from '../idempotency/idempotent.ts';
import { withReadablePatterns } from './openapi-patterns.ts';
import type { Route } from './route.ts';

extendZodWithOpenApi(z);

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
});

/** The OpenAPI 3.1 document of a service, from the schemas that its routes parse with. */
export function openApiDocument(service: string, routes: readonly Route[], errors: ErrorTable) {
  const registry = new OpenAPIRegistry();
  for (const route of routes) {
    const { params, query, body } = route.input;
    registry.registerPath({
      method: route.method,
      path: route.path.replace(/:(\w+)/g, '{$1}'),
      summary: route.summary,
      tags: [service],
      ...(isForSignedIn(route) ? { security: [{ accessToken: [] }] } : {}),
      request: {
        headers: headersOf(route),
        ...(params instanceof z.ZodObject ? { params } : {}),
        ...(query instanceof z.ZodObject ? { query } : {}),
        ...(body ? { body: { content: { 'application/json': { schema: body } } } } : {}),
      },
      responses: { ...successes(route), ...failures(route, errors) },
    });
  }
  registry.registerComponent('securitySchemes', 'accessToken', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  const info = { title: `URR ${service}`, version: '1' };
  const generator = new OpenApiGeneratorV31(registry.definitions);
  return withReadablePatterns(generator.generateDocument({ openapi: '3.1.0', info }));
}

/** The seat map is one of them although ticket reads no identity for it: the gateway lets admitted people in only. */
const isForSignedIn = ({ access, needsEntry }: Route) => access === 'user' || access === 'admin' || needsEntry === true;

function headersOf({ needsEntry, idempotencyKey }: Route) {
  const entry = z.string().openapi({ description: 'Entry token from the queue, for this event and person.' });
  const key = z.string().regex(idempotencyKeyForm).openapi({
    description: 'Makes a repetition safe: the same key brings the same answer for 24 hours.',
  });
  return z.object({
    ...(needsEntry && { 'X-Queue-Entry-Token': entry }),
    ...(idempotencyKey && { 'Idempotency-Key': key.optional() }),
  });
}

function successes(route: Route) {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, schema]) => [
      status,
      // z.undefined() stands for an answer without a body (304, 204).
      schema instanceof z.ZodUndefined
        ? { description: 'No content' }
        : { description: 'Success', content: { 'application/json': { schema } } },
    ]),
  );
}

const retryAfter = z.object({ 'Retry-After': z.int().openapi({ description: 'Seconds' }) });

/** Failures grouped by status, each with the codes that may stand in it. */
function failures(route: Route, errors: ErrorTable) {
  const table: ErrorTable = { ...commonErrors, ...entryTokenErrors, ...errors };
  const byStatus = new Map<number, string[]>();
  for (const code of new Set([...(route.errors ?? []), ...implied(route)])) {
    const status = table[code]?.status;
    if (status) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.join(', '),
        ...(status === 429 && { headers: retryAfter }),
        content: { [problemMediaType]: { schema: problemSchema } },
      },
    ]),
  );
}

// What the frame and the gateway in front answer by themselves.
function implied(route: Route): string[] {
  const input = Object.keys(route.input).length > 0 ? ['VALIDATION_FAILED'] : [];
  const body = route.input.body && !route.rawBody ? ['MALFORMED_BODY', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] : [];
  const user = isForSignedIn(route) ? ['AUTHENTICATION_REQUIRED'] : [];
  const limited = route.path.startsWith('/api/') ? ['RATE_LIMITED'] : [];
  const entry = route.needsEntry ? Object.keys(entryTokenErrors) : [];
  const key = route.idempotencyKey ? ['VALIDATION_FAILED', 'IDEMPOTENCY_KEY_IN_USE', 'IDEMPOTENCY_KEY_REUSED'] : [];
  const admin = route.access === 'admin' ? ['ADMIN_REQUIRED'] : [];
  return [...input, ...body, ...user, ...admin, ...entry, ...key, ...limited];
}
