import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compile } from '../../stacks/bundles/compile.ts';
import type { BenchRow } from '../bench-row.ts';
import { interleave, ratioRow, spread } from '../measure.ts';
import { knownVisitor, newVisitors } from './connector.ts';
import { issueOurs, issueThree, joseDecisions, ourDecisions, perCpuSecond } from './pass-tokens.ts';

const ROUNDS = 5;
const COUNT = 10_000;
const OURS = 'ours';
const RS256 = 'jsonwebtoken 9.0.3, three RS256 tokens';
const CONNECTOR = '@queue-it/connector-javascript 5.0.1';
const JOSE = 'edge function with jose 6.2.17';
const MOST_MICROS = 100;

/** Passes issued, against AWS's three tokens. */
export async function tokenRows(say: (line: string) => void): Promise<BenchRow[]> {
  const figures = await interleave(
    [
      { name: OURS, measure: async () => perCpuSecond(20_000, issueOurs) },
      { name: RS256, measure: async () => perCpuSecond(500, issueThree) },
    ],
    ROUNDS,
    say,
  );
  const ours = spread(figures.get(OURS) ?? []).ratio;
  return [
    ratioRow(figures, { case: 'pass-token, issued a second of CPU', ours: OURS, peer: RS256, reach: null }),
    limit("pass-token: times AWS's 25 a second (runtime.md 2.2)", ours / 25, 800),
  ];
}

/**
 * Decisions at the edge. People who come again are nearly all requests, and what the connector remembers in a cookie ours
 * remembers of the token; for people who come first an ES256 signature costs more than an HMAC, for which the edge would have
 * to hold a secret (rulings E1, B25).
 */
export async function decisionRows(say: (line: string) => void): Promise<BenchRow[]> {
  const again = await interleave(
    [
      { name: OURS, measure: async () => perCpuSecond(COUNT, ourDecisions(500)) },
      { name: CONNECTOR, measure: async () => perCpuSecond(COUNT, await knownVisitor()) },
      { name: JOSE, measure: async () => perCpuSecond(COUNT, joseDecisions(500)) },
    ],
    ROUNDS,
    say,
  );
  const first = await interleave(
    [
      { name: OURS, measure: async () => perCpuSecond(COUNT, ourDecisions(COUNT)) },
      { name: CONNECTOR, measure: async () => perCpuSecond(COUNT, newVisitors(COUNT)) },
      { name: JOSE, measure: async () => perCpuSecond(COUNT, joseDecisions(COUNT)) },
    ],
    ROUNDS,
    say,
  );
  const row = (figures: typeof again, what: string, peer: string, reach: number | null) =>
    ratioRow(figures, { case: what, ours: OURS, peer, reach });
  const micros = 1_000_000 / spread(first.get(OURS) ?? []).ratio;
  return [
    row(again, 'edge-decision, people who come again, a second of CPU', CONNECTOR, 1.5),
    row(again, 'edge-decision, people who come again, a second of CPU', JOSE, 1),
    row(first, 'edge-decision, people who come first, a second of CPU', CONNECTOR, null),
    row(first, 'edge-decision, people who come first, a second of CPU', JOSE, 1),
    limit(
      `edge-decision, who comes first (${Math.round(micros)} µs): times below ${MOST_MICROS} µs`,
      MOST_MICROS / micros,
      1,
    ),
  ];
}

/** Size and cold start of the bundle: how long a new process takes to load it and to decide once. */
export function bundleRows(say: (line: string) => void): BenchRow[] {
  const root = path.resolve(import.meta.dirname, '../..');
  const [code] = compile(root, [{ name: 'edge', file: 'edge/viewer-request/index.ts', format: 'cjs' }]).code.values();
  const bytes = code?.length ?? Number.NaN;
  const folder = mkdtempSync(path.join(tmpdir(), 'urr-edge-'));
  try {
    writeFileSync(path.join(folder, 'index.js'), code ?? '');
    const script = `
      console.error = () => undefined;
      const begun = performance.now();
      const { handler } = require('./index.js');
      const request = { method: 'GET', uri: '/about', headers: {} };
      handler({ Records: [{ cf: { config: { distributionDomainName: 'd.invalid' }, request } }] }).then(() => {
        console.log(performance.now() - begun);
      });`;
    const times = Array.from({ length: 7 }, () =>
      Number(execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' })),
    );
    const { ratio: cold } = spread(times);
    say(`edge bundle: ${bytes} bytes; loaded and decided for the first time in ${cold.toFixed(1)} ms`);
    return [
      limit(`edge bundle (${bytes} bytes, cold start ${cold.toFixed(1)} ms): times below 100 KB`, 100_000 / bytes, 1),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function limit(what: string, ratio: number, reach: number | null): BenchRow {
  return { case: what, peer: 'limit', ratio, low: ratio, high: ratio, reach, unit: 'x' };
}
