/** What a request must show before it may enter: a pass of the waiting room (Tier 1), an entry token (Tier 2), or both. */
export interface Demands {
  readonly tier1: boolean;
  readonly tier2: boolean;
}

/** A row of the decision table; the first that matches decides. */
interface AccessRule {
  /** Methods in capital letters; `any` for all. */
  readonly methods: readonly string[] | 'any';
  /** Segments of the canonical path: a word, `{event}` for the id of an event, `*` last for anything or nothing more. */
  readonly path: string;
  readonly demands: Demands;
}

const NOTHING: Demands = { tier1: false, tier2: false };
const PASS: Demands = { tier1: true, tier2: false };
const ENTRY: Demands = { tier1: false, tier2: true };
const BOTH: Demands = { tier1: true, tier2: true };
const READ = ['GET', 'HEAD'];
const POST = ['POST'];

/**
 * The decision table (architecture.md 6.2; domain.md 4.8 with the corrections of 10.1 #6 to #11). Tier 1 is asked for only
 * while the waiting room of that event is active. What the gateway protects with an entry token stands here with the same
 * words, so nothing is refused here that it would let in.
 */
const accessRules: readonly AccessRule[] = [
  { methods: 'any', path: '/health', demands: NOTHING },
  { methods: 'any', path: '/actuator/*', demands: NOTHING },
  { methods: 'any', path: '/vwr/*', demands: NOTHING },
  { methods: 'any', path: '/vwr-api/*', demands: NOTHING },
  // Joining Tier 2 without having passed Tier 1 would be a way around it; the rest of the queue is open, as documented.
  { methods: POST, path: '/api/queue/check/{event}', demands: PASS },
  { methods: 'any', path: '/api/queue/*', demands: NOTHING },
  { methods: 'any', path: '/api/auth/*', demands: NOTHING },
  { methods: 'any', path: '/api/events/*', demands: NOTHING },
  { methods: 'any', path: '/api/stats/*', demands: NOTHING },
  { methods: READ, path: '/api/seats/events/{event}/*', demands: BOTH },
  { methods: POST, path: '/api/seats/reserve', demands: ENTRY },
  { methods: POST, path: '/api/reservations', demands: ENTRY },
  { methods: READ, path: '/api/tickets/event/{event}/*', demands: PASS },
  { methods: 'any', path: '/queue/{event}/*', demands: PASS },
  { methods: 'any', path: '/events/{event}/seats/*', demands: BOTH },
  { methods: 'any', path: '/events/{event}/book/*', demands: BOTH },
  { methods: 'any', path: '/events/{event}/*', demands: PASS },
];

/** What the table says about a request: its demands, and the event that the path names or null. */
export interface Match {
  readonly demands: Demands;
  readonly event: string | null;
}

const EVENT = '{event}';
const REST = '*';
const COMPILED = accessRules.map((rule) => ({ ...rule, segments: rule.path.split('/').slice(1) }));

/**
 * Finds the row for a request; what no row names passes.
 * @param canonicalPath from canonicalPath(), without the version of the API
 */
export function matchRules(method: string, canonicalPath: string): Match {
  const segments = canonicalPath.split('/').slice(1);
  for (const rule of COMPILED) {
    if (rule.methods !== 'any' && !rule.methods.includes(method)) continue;
    const event = matchSegments(rule.segments, segments);
    if (event !== undefined) return { demands: rule.demands, event };
  }
  return { demands: NOTHING, event: null };
}

/** The event of the path, null when it names none, undefined when the path is another. */
function matchSegments(pattern: readonly string[], segments: readonly string[]): string | null | undefined {
  const open = pattern.at(-1) === REST;
  const fixed = open ? pattern.length - 1 : pattern.length;
  if (segments.length < fixed || (!open && segments.length > fixed)) return undefined;
  let event: string | null = null;
  for (let at = 0; at < fixed; at += 1) {
    const segment = segments[at] ?? '';
    if (pattern[at] === EVENT) event = segment;
    else if (pattern[at] !== segment) return undefined;
  }
  return event;
}
