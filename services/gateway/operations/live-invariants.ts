/** What becomes of one invariant of runtime.md 3.2 on the running platform. */
export interface LiveInvariant {
  readonly id: string;
  readonly about: string;
  /** `unknown`: nobody could say just now. `tested`: no running service can see it; `about` names who proves it. */
  readonly state: 'holds' | 'broken' | 'unknown' | 'tested';
  /** Rows, people or events that break it; null where there is no number. */
  readonly broken: number | null;
}

/** A figure that is zero while the invariant holds, as Prometheus text shows it. */
interface Figure {
  /** Samples that belong to it; the first group is the number. */
  readonly samples: RegExp;
  /** Stands in the text of a service whose figure is zero before its first sample; without it no sample is no word. */
  readonly declared?: RegExp;
}

/** A check that failed has no sample, and must not read as zero. */
const watched = (id: string): Figure => ({
  samples: new RegExp(`^urr_invariant_broken\\{[^}\\n]*invariant="${id} [^}\\n]*\\} (\\S+)$`, 'gm'),
});
const metric = (name: string): Figure => ({
  samples: new RegExp(`^${name}(?:\\{[^}\\n]*\\})? (\\S+)$`, 'gm'),
  declared: new RegExp(`^# TYPE ${name} `, 'm'),
});

const invariants: readonly { readonly id: string; readonly about: string; readonly figure?: Figure }[] = [
  { id: 'I1', about: 'seats or tickets sold more than once', figure: watched('I1') },
  { id: 'I2', about: 'two live holds on one seat', figure: watched('I2') },
  { id: 'I3', about: 'money captured without ticket or refund', figure: watched('I3') },
  { id: 'I4', about: 'captured twice', figure: watched('I4') },
  { id: 'I5', about: 'refunded twice', figure: watched('I5') },
  { id: 'I6', about: 'ticket without money', figure: watched('I6') },
  { id: 'I7', about: 'events that wait in an outbox for more than a minute', figure: watched('I7') },
  { id: 'I8', about: 'events given up since the process began', figure: metric('events_dead_lettered_total') },
  { id: 'I9', about: 'one place for two people: test/waiting-room, services/queue/line' },
  { id: 'I10', about: 'served out of order: test/waiting-room, services/queue/line' },
  { id: 'I11', about: 'more people inside than the threshold', figure: metric('invariant_queue_over_admitted') },
  { id: 'I12', about: 'holds that outlived their time', figure: watched('I12') },
  { id: 'I13', about: 'books that do not balance', figure: watched('I13') },
  { id: 'I14', about: 'numbers other than those of the event log: recount of services/stats' },
];

/** @param texts the metrics of each service that could be asked */
export function readInvariants(texts: readonly string[]): LiveInvariant[] {
  return invariants.map(({ id, about, figure }) => {
    if (!figure) return { id, about, state: 'tested', broken: null };
    const numbers = texts.flatMap((text) => [...text.matchAll(figure.samples)].map(([, value]) => Number(value)));
    const said = numbers.length > 0 || texts.some((text) => figure.declared?.test(text));
    if (!said) return { id, about, state: 'unknown', broken: null };
    const broken = numbers.reduce((sum, number) => sum + number, 0);
    return { id, about, state: broken === 0 ? 'holds' : 'broken', broken };
  });
}
