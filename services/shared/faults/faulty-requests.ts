import type { RequestHandler } from 'express';
import { delayBy, isArmed, strikes } from './armed-faults.ts';

const probes = {
  '/actuator/health/readiness': 'readiness-fails',
  '/actuator/health/liveness': 'liveness-fails',
} as const;

const answersToSpoil = ['http-slow', 'http-error', 'http-overload', 'http-reset', 'http-hang'] as const;

/**
 * Spoils requests as the armed faults say; none when none is armed. Health, metrics and documents stay as they are but for
 * the two probes: who watches must see the fault and not be part of it.
 */
export function faultyRequests(): RequestHandler[] {
  if (!isArmed(...answersToSpoil, ...Object.values(probes))) return [];
  return [
    async (req, res, next) => {
      const probe = Object.entries(probes).find(([path]) => path === req.path)?.[1];
      if (probe && isArmed(probe)) {
        res.status(503).json({ status: 'DOWN', fault: probe });
        return;
      }
      if (!req.path.startsWith('/api/') && !req.path.startsWith('/internal/')) return next();
      await delayBy('http-slow');
      if (strikes('http-hang')) return;
      if (strikes('http-reset')) {
        // The client sees RST and not an orderly end.
        req.socket.resetAndDestroy();
        return;
      }
      const status = strikes('http-error') ? 500 : strikes('http-overload') ? 503 : undefined;
      if (status === undefined) return next();
      if (status === 503) res.set('retry-after', '1');
      const code = status === 503 ? 'DEPENDENCY_UNAVAILABLE' : 'INTERNAL_ERROR';
      const problem = { type: `urn:urr:problem:${code}`, title: 'Played fault', status, detail: 'FAULTS is on.', code };
      res.status(status).type('application/problem+json').send(JSON.stringify(problem));
    },
  ];
}
