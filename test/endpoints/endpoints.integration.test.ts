import { expect } from 'chai';
import { request } from 'undici';
import type { ProgramName } from '../../local/platform-environment.ts';
import { roomRoutes } from '../../services/queue/waiting-room/room-routes.ts';
import { openApiDocument } from '../../services/shared/http/openapi.ts';
import { sharedPlatform, type TestPlatform } from '../platform/platform.ts';
import { documentedEndpoints, type Endpoint, elsewhere, nameOf, withTierOne } from './documented-endpoints.ts';

const id = '00000000-0000-4000-8000-000000000000';

describe('the endpoints that are documented', function () {
  this.timeout(120_000);
  let running: TestPlatform;
  const documents = new Map<string, ReadonlySet<string>>();

  before(async () => {
    running = await sharedPlatform();
    for (const service of new Set(documentedEndpoints.map((endpoint) => endpoint.service))) {
      const answer = await fetch(`${running.urls[service as ProgramName]}/openapi.json`);
      const { paths } = (await answer.json()) as { paths: Record<string, object> };
      const names = Object.entries(paths).flatMap(([path, item]) =>
        Object.keys(item).map((method) => nameOf({ service, method, path })),
      );
      documents.set(service, new Set(names));
    }
  });

  const inDocument = (endpoint: Endpoint) => documents.get(endpoint.service)?.has(nameOf(endpoint)) ?? false;
  const wanted = () => documentedEndpoints.filter((endpoint) => !(nameOf(endpoint) in elsewhere));

  /** Asks as nobody, so that nothing changes: whoever has the route answers something else than "no such route". */
  async function answerOf({ service, method, path }: Endpoint): Promise<{ status: number; code: string }> {
    const isPublic = path.startsWith('/api/');
    const base = isPublic ? running.urls.gateway : running.urls[service as ProgramName];
    const answer = await request(base + path.replaceAll(/\{\w+\}/g, id), { method: method as 'GET' });
    const body = (await answer.body.json().catch(() => ({}))) as { code?: string };
    return { status: answer.statusCode, code: body.code ?? '' };
  }

  it('are a hundred and twenty-odd, each once', () => {
    const names = documentedEndpoints.map(nameOf);

    expect(new Set(names).size).to.equal(names.length);
    expect(names.length).to.be.within(115, 130);
    for (const name of Object.keys(elsewhere)) expect(names).to.include(name);
  });

  it('stand in the OpenAPI document of their service', () => {
    expect(
      wanted()
        .filter((endpoint) => !inDocument(endpoint))
        .map(nameOf),
    ).to.deep.equal([]);
  });

  it('are served: through the gateway, or inside for internal ones', async () => {
    const missing: string[] = [];
    for (const endpoint of wanted()) {
      const { status, code } = await answerOf(endpoint);
      const noSuchRoute = code === 'ROUTE_NOT_FOUND' || code === 'METHOD_NOT_ALLOWED';
      if (noSuchRoute || status >= 500) missing.push(`${nameOf(endpoint)}: ${status} ${code}`);
    }

    expect(missing).to.deep.equal([]);
  });

  it('are internal where they are called so: from outside nobody reaches one', async () => {
    for (const { path, method } of documentedEndpoints.filter((endpoint) => endpoint.path.startsWith('/internal/'))) {
      const answer = await request(running.urls.gateway + path.replaceAll(/\{\w+\}/g, id), { method: method as 'GET' });
      expect(answer.statusCode, path).to.equal(404);
      await answer.body.dump();
    }
  });

  it('stand in the document of a queue that has Tier 1', () => {
    const { paths } = openApiDocument('queue', roomRoutes({} as never), {}) as { paths: Record<string, object> };
    const names = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => nameOf({ service: 'queue', method, path })),
    );

    expect(names).to.include.members(Object.keys(withTierOne));
  });

  it('are not served where they are left out, still to come or switched off', async () => {
    const absent = documentedEndpoints.filter((endpoint) => nameOf(endpoint) in elsewhere);
    const served: string[] = [];
    for (const endpoint of absent) {
      const { code } = await answerOf(endpoint);
      const noSuchRoute = code === 'ROUTE_NOT_FOUND' || code === 'METHOD_NOT_ALLOWED';
      if (inDocument(endpoint) || !noSuchRoute) served.push(nameOf(endpoint));
    }

    expect(served).to.deep.equal([]);
    const lines = Object.entries(elsewhere).map(([name, why]) => `not here: ${name} (${why})`);
    console.log(`      ${wanted().length} of ${documentedEndpoints.length} served\n      ${lines.join('\n      ')}`);
  });

  it('answer health and metrics in every service (domain.md 1.0)', async () => {
    const names = [...documents.keys(), 'gateway'] as ProgramName[];
    for (const name of names) {
      for (const path of [
        '/health',
        '/actuator/health/liveness',
        '/actuator/health/readiness',
        '/actuator/prometheus',
      ]) {
        expect((await fetch(running.urls[name] + path)).status, `${name} ${path}`).to.equal(200);
      }
    }
  });
});
