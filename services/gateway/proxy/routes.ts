import { services } from '../../registry.ts';
import type { Upstream } from './upstream.ts';

/** Answers the back end for a canonical path, undefined when no service has it. */
export type RouteTable = (canonicalPath: string) => Upstream | undefined;

type Entry = { readonly prefix: string; readonly upstream: Upstream };

/** The names of the services that the gateway sends requests to. */
export const routedServices = services.filter((service) => service.routes.length > 0);

/**
 * Routes by the prefixes of services/registry.ts; the longest prefix wins, so admin/vwr goes before admin (10.1 no. 17).
 * @param upstreamOf undefined for a service that is not deployed
 */
export function createRouteTable(upstreamOf: (serviceName: string) => Upstream | undefined): RouteTable {
  const byFirstSegment = new Map<string, Entry[]>();
  for (const service of routedServices) {
    for (const route of service.routes) {
      const [first = ''] = route.split('/');
      const entries = byFirstSegment.get(first) ?? [];
      const upstream = upstreamOf(service.name);
      if (upstream === undefined) continue;
      entries.push({ prefix: `/api/${route}`, upstream });
      byFirstSegment.set(
        first,
        entries.toSorted((a, b) => b.prefix.length - a.prefix.length),
      );
    }
  }
  return (path) => {
    const end = path.indexOf('/', 5);
    const entries = byFirstSegment.get(end === -1 ? path.slice(5) : path.slice(5, end));
    return entries?.find(({ prefix }) => startsWithSegments(path, prefix))?.upstream;
  };
}

function startsWithSegments(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/');
}
