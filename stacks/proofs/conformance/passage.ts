import type { StackJson } from '../stack-query.ts';
import type { Manifest, Overlay } from './read-overlay.ts';

/** Where a value is asserted: the two stacks of the document. */
export type Environment = 'prod' | 'staging';

/** What one environment was built into. */
export interface Built {
  readonly environment: Environment;
  /** The synthesised JSON of the environment. */
  readonly stack: StackJson;
  /** The synthesised JSON of what runs on its cluster by Helm. */
  readonly platform: StackJson;
  /** The Kubernetes objects of an overlay; empty where it is not there. */
  readonly manifests: (overlay: Overlay) => readonly Manifest[];
}

/** How a value is read from what was built, and where that is, for the report. */
export interface Reading {
  readonly from: string;
  readonly of: (built: Built) => unknown;
}

/** Values by environment; an environment that is left out has no such value in the document. */
export type ByEnvironment = Partial<Readonly<Record<Environment, unknown>>>;

/** One documented value that can be read from what is built. */
export interface ReadValue {
  readonly item: string;
  readonly reading: Reading;
  /** Literals of the document, written here by hand; a RegExp matches a text. */
  readonly documented: ByEnvironment;
  /** Where another value is built: the first column of its row in docs/deviations.md, or the second where that is empty. */
  readonly deviation?: { readonly row: string; readonly built: ByEnvironment };
}

/** One documented value that a later issue brings; it fails as soon as what it waits for is there. */
export interface LaterValue {
  readonly item: string;
  readonly issue: number;
  /** Path below the repository that this issue brings. */
  readonly until: string;
  /** What is read once the path is there; without it the value fails then, because nobody has said how to read it. */
  readonly afterwards?: ReadValue;
}

export type Value = ReadValue | LaterValue;

/** A table cell or a line of architecture.md and the values that it documents. */
export interface Passage {
  /** Number of the heading, for example `5.1`. */
  readonly section: string;
  /** The caption or small heading of the table, where a section has several tables. */
  readonly under?: string;
  /** First cell of the row and heading of the column; a line has neither. */
  readonly row?: string;
  readonly column?: string;
  /** The words of the document, without emphasis and backticks. */
  readonly says: string;
  readonly values: readonly Value[];
}

/** A value that both environments share. */
export const same = (item: string, reading: Reading, value: unknown): ReadValue => each(item, reading, value, value);

/** A value that differs between prod and staging. */
export const each = (item: string, reading: Reading, prod: unknown, staging: unknown): ReadValue => ({
  item,
  reading,
  documented: { prod, staging },
});

/** A value that the document gives for prod only. */
export const prodOnly = (item: string, reading: Reading, prod: unknown): ReadValue => ({
  item,
  reading,
  documented: { prod },
});

/** Says that another value is built, and which row of docs/deviations.md says why. */
export function deviates(value: ReadValue, row: string, prod: unknown, staging: unknown = prod): ReadValue {
  return { ...value, deviation: { row, built: { prod, staging } } };
}

/** A value that an issue brings with the path named; how it is read then, nobody has said. */
export const later = (item: string, issue: number, until: string): LaterValue => ({ item, issue, until });

/** A value that is read as soon as an issue has brought the path that holds it. */
export const onceThere = (issue: number, until: string, afterwards: ReadValue): LaterValue => ({
  item: afterwards.item,
  issue,
  until,
  afterwards,
});

/** Something that is true as soon as an issue has brought a path below the repository. */
export const whenThere = (item: string, issue: number, path: string, reading: Reading): LaterValue =>
  onceThere(issue, path, same(item, reading, true));

/** Writes passages of one section, so that its tables read as the document's do. */
export function inSection(section: string, under?: string) {
  const place = under === undefined ? { section } : { section, under };
  const cell = (row: string, column: string, says: string, ...values: Value[]): Passage => ({
    ...place,
    row,
    column,
    says,
    values,
  });
  return {
    cell,
    /** A line outside tables. */
    line: (says: string, ...values: Value[]): Passage => ({ section, says, values }),
    /** A row of a table with the columns Prod and Staging; each cell asserts its own environment. */
    pair: (row: string, [prod, staging]: readonly [string, string], ...values: ReadValue[]): Passage[] => [
      cell(row, 'Prod', prod, ...values.map((value) => only('prod', value))),
      cell(row, 'Staging', staging, ...values.map((value) => only('staging', value))),
    ],
  };
}

function only(environment: Environment, value: ReadValue): ReadValue {
  return { ...value, documented: { [environment]: value.documented[environment] } };
}
