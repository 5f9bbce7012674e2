import { isRecord, type JsonRecord, renamed } from './openapi-names.ts';

/** Where one service's document comes from. */
export type OpenApiSource = { readonly service: string; readonly fetch: () => Promise<unknown> };

export type JoinedOpenApi = () => Promise<JsonRecord>;

const KEPT_MS = 60_000;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * One OpenAPI document for the whole platform, made from those of the services. A service that is away keeps its last
 * known part; paths that do not go through the gateway are left out.
 */
export function createJoinedOpenApi(sources: readonly OpenApiSource[], nowMs: () => number): JoinedOpenApi {
  const known = new Map<string, { readonly document: JsonRecord; readonly atMs: number }>();

  async function refreshed({ service, fetch }: OpenApiSource): Promise<void> {
    const last = known.get(service);
    if (last !== undefined && nowMs() - last.atMs < KEPT_MS) return;
    try {
      const document = await fetch();
      if (isRecord(document)) known.set(service, { document, atMs: nowMs() });
    } catch {
      // The service is away: its part stays as it was, or is missing until it is back.
    }
  }

  return async () => {
    await Promise.all(sources.map(refreshed));
    const parts = sources.flatMap(({ service }) => {
      const part = known.get(service);
      return part === undefined ? [] : [partOf(service, part.document)];
    });
    return {
      openapi: '3.1.0',
      info: { title: 'URR', version: '1', description: 'Every path also exists below /api/v1.' },
      tags: parts.map(({ service }) => ({ name: service })),
      paths: Object.fromEntries(parts.flatMap(({ paths }) => Object.entries(paths))),
      components: {
        schemas: Object.fromEntries(parts.flatMap(({ schemas }) => Object.entries(schemas))),
        securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    };
  };
}

// Two services may both have a schema "Event": each service's names get its own name in front.
function partOf(service: string, document: JsonRecord) {
  const components = isRecord(document.components) ? document.components : {};
  const schemas = isRecord(components.schemas) ? components.schemas : {};
  const paths = isRecord(document.paths) ? document.paths : {};
  const visible = Object.entries(paths).filter(([path]) => path.startsWith('/api/'));
  return {
    service,
    schemas: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [`${service}.${name}`, renamed(schema, service)]),
    ),
    paths: Object.fromEntries(visible.map(([path, item]) => [path, tagged(renamed(item, service), service)])),
  };
}

function tagged(item: unknown, service: string): unknown {
  if (!isRecord(item)) return item;
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => [
      method,
      METHODS.includes(method) && isRecord(operation) ? { ...operation, tags: [service] } : operation,
    ]),
  );
}
