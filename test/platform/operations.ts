/** Every operation of every service, read from the OpenAPI documents of the running platform: new routes join by themselves. */
import { z } from 'zod';
import { existingServices } from '../../local/platform.ts';
import type { ServiceName } from '../../services/registry.ts';
import type { TestPlatform } from './platform.ts';

/** As much of JSON Schema as documents here use; unknown members stay. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface Operation {
  readonly service: ServiceName;
  readonly method: string;
  /** With parameters as `{name}`. */
  readonly path: string;
  /** Who may call (services/shared/http/route.ts), as far as the document says it: `open` is what lies outside /api. */
  readonly access: 'open' | 'public' | 'user' | 'admin' | 'internal';
  readonly parameters: readonly Parameter[];
  /** Of an application/json body; undefined without one. */
  readonly body: JsonSchema | undefined;
  /** Schema by status; null for an answer without a body. */
  readonly responses: ReadonlyMap<number, JsonSchema | null>;
}

const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.object({ schema: schema.optional() })).optional();
const operationSchema = z.object({
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.boolean().default(false),
        schema: schema.default({}),
      }),
    )
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content })),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()).default({}) }).default({ schemas: {} }),
});

/** @throws Error when a service has no document, or one that is not understood here */
export async function operationsOf(platform: Pick<TestPlatform, 'urls'>): Promise<Operation[]> {
  const services = existingServices().filter((name) => name !== 'gateway' && name !== 'frontend');
  const found = await Promise.all(services.map((service) => operationsOfService(service, platform.urls[service])));
  return found.flat();
}

async function operationsOfService(service: ServiceName, url: string): Promise<Operation[]> {
  const { paths, components } = documentSchema.parse(await (await fetch(`${url}/openapi.json`)).json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody, responses, ...operation }]): Operation => {
      const body = requestBody?.content?.['application/json']?.schema;
      return {
        service,
        method: method.toUpperCase(),
        path,
        access: accessOf(path, operation.security, responses['403']?.description),
        parameters,
        body: body && inlined(body, components.schemas),
        responses: new Map(
          Object.entries(responses).map(([status, answer]) => {
            const [media] = Object.values(answer.content ?? {});
            return [Number(status), media?.schema ? inlined(media.schema, components.schemas) : null];
          }),
        ),
      };
    }),
  );
}

function accessOf(path: string, security: unknown[] | undefined, forbidden = ''): Operation['access'] {
  if (path.startsWith('/internal/')) return 'internal';
  if (!path.startsWith('/api/')) return 'open';
  if (security === undefined || security.length === 0) return 'public';
  return forbidden.includes('ADMIN_REQUIRED') ? 'admin' : 'user';
}

/** The schema with its references replaced by what they name. */
function inlined(value: JsonSchema, named: Readonly<Record<string, unknown>>): JsonSchema {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    const { $ref } = part as { $ref?: unknown };
    if (typeof $ref === 'string') return walk(named[$ref.replace('#/components/schemas/', '')]);
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, walk(member)]));
  };
  return walk(value) as JsonSchema;
}
