import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { ErrorTable } from '../errors/app-error.ts';
import { commonErrors } from '../errors/common-errors.ts';
import { problemMediaType } from '../errors/problem.ts';
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
      ...(route.access === 'user' || route.access === 'admin' ? { security: [{ accessToken: [] }] } : {}),
      request: {
        ...(params instanceof z.ZodObject ? { params } : {}),
        ...(query instanceof z.ZodObject ? { query } : {}),
        ...(body ? { body: { content: { 'application/json': { schema: body } } } } : {}),
      },
      responses: { ...successes(route), ...failures(route, errors) },
    });
  }
  registry.registerComponent('securitySchemes', 'accessToken', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: `URR ${service}`, version: '1' },
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

/** Failures grouped by status, each with the codes that may stand in it. */
function failures(route: Route, errors: ErrorTable) {
  const table: ErrorTable = { ...commonErrors, ...errors };
  const byStatus = new Map<number, string[]>();
  for (const code of [...(route.errors ?? []), ...implied(route)]) {
    const status = table[code]?.status;
    if (status) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      { description: codes.join(', '), content: { [problemMediaType]: { schema: problemSchema } } },
    ]),
  );
}

function implied(route: Route): string[] {
  const input = Object.keys(route.input).length > 0 ? ['VALIDATION_FAILED'] : [];
  const user = route.access === 'user' || route.access === 'admin' ? ['AUTHENTICATION_REQUIRED'] : [];
  return [...input, ...user, ...(route.access === 'admin' ? ['ADMIN_REQUIRED'] : [])];
}
