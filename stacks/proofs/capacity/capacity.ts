import type { StackJson } from '../stack-query.ts';
import { findingsOf } from './checks.ts';
import { type Facts, factsOf } from './facts.ts';
import { type Finding, fits } from './finding.ts';
import { type Known, knownContradictions } from './known.ts';

/** What the numbers of an environment say about each other. */
export interface CapacityReport {
  readonly fitting: readonly Finding[];
  /** Contradictions that a ruling keeps. */
  readonly known: readonly { readonly finding: Finding; readonly known: Known }[];
  /** Contradictions that nobody has decided about: they fail. */
  readonly unknown: readonly Finding[];
}

/** Reports on one synthesised environment: for `npm run synth`, which prints what is known and fails on what is new. */
export function capacityOf(environment: Facts['environment'], stack: StackJson): CapacityReport {
  return sortOut(findingsOf(factsOf(environment, stack)));
}

/** Sorts findings into what fits, what is known and what is new. */
export function sortOut(findings: readonly Finding[], known: readonly Known[] = knownContradictions): CapacityReport {
  const broken = findings.filter((finding) => !fits(finding));
  const decided = broken.flatMap((finding) => {
    const entry = known.find(({ id }) => id === finding.id);
    return entry === undefined ? [] : [{ finding, known: entry }];
  });
  return {
    fitting: findings.filter(fits),
    known: decided,
    unknown: broken.filter((finding) => !decided.some((each) => each.finding === finding)),
  };
}

const figures = ({ demand, supply, unit }: Finding): string =>
  `${demand.toLocaleString('en')} of ${supply.toLocaleString('en')} ${unit}`;

/** The report as lines for a person. */
export function reportLines({ fitting, known, unknown }: CapacityReport): string[] {
  return [
    ...fitting.map((finding) => `fits     ${finding.id}: ${finding.what}: ${figures(finding)}  [${finding.source}]`),
    ...known.map(
      ({ finding, known: { ruling, because, setting } }) =>
        `known    ${finding.id}: ${finding.what}: ${figures(finding)}. Ruling ${ruling}: ${because}. Ends with ${setting}.  [${finding.source}]`,
    ),
    ...unknown.map((finding) => `NEW      ${finding.id}: ${finding.what}: ${figures(finding)}  [${finding.source}]`),
  ];
}
