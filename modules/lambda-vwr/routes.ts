/** A route of the waiting-room API (architecture.md 5.10). */
export interface VwrRoute {
  readonly method: 'GET' | 'POST';
  /** Segments of the path; a segment in braces is a parameter. */
  readonly path: readonly string[];
  readonly does: string;
}

/** The documented endpoints (architecture.md 5.10); API Gateway answers everything else by itself, without a function. */
export const vwrRoutes: readonly VwrRoute[] = [
  { method: 'POST', path: ['vwr', 'assign', '{eventId}'], does: 'gives a place in the line' },
  { method: 'GET', path: ['vwr', 'check', '{eventId}', '{requestId}'], does: 'says whether it is their turn' },
  { method: 'GET', path: ['vwr', 'status', '{eventId}'], does: 'says in public how the line stands' },
];
