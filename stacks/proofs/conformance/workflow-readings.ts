import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Reading } from './passage.ts';
import { reading } from './readings.ts';

const step = z.object({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
const job = z.object({
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  uses: z.string().optional(),
  environment: z.string().optional(),
  strategy: z.object({ matrix: z.record(z.string(), z.unknown()) }).optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  steps: z.array(step).default([]),
});
const workflow = z.object({ on: z.record(z.string(), z.unknown()), jobs: z.record(z.string(), job) });

/** A workflow of .github/workflows, as far as the document speaks of it. */
export type Workflow = z.infer<typeof workflow>;

const folder = path.resolve(import.meta.dirname, '../../../.github/workflows');

/** Something that one workflow has. @param name file without its ending */
export const ofWorkflow = (name: string, what: string, of: (found: Workflow) => unknown): Reading =>
  reading(`.github/workflows/${name}.yml, ${what}`, () =>
    of(workflow.parse(parse(readFileSync(path.join(folder, `${name}.yml`), 'utf8')))),
  );

const textOf = ({ uses = '', run = '' }: z.infer<typeof step>): string => `${uses} ${run}`;

/** The steps of all jobs in the order in which they run, as one text each; jobs stand in that order in the file. */
const stepsOf = ({ jobs }: Workflow): string[] => Object.values(jobs).flatMap(({ steps }) => steps.map(textOf));

/** Whether steps are there, one after the other, that match these patterns. */
export const runsInOrder = (name: string, what: string, ...patterns: readonly RegExp[]): Reading =>
  ofWorkflow(name, what, (found) => {
    const steps = stepsOf(found);
    let at = -1;
    return patterns.every((pattern) => {
      at = steps.findIndex((text, index) => index > at && pattern.test(text));
      return at >= 0;
    });
  });

/** Inputs that a person is asked for, each with its choices where it has some. */
export const asksFor = (name: string): Reading =>
  ofWorkflow(name, 'inputs', ({ on }) => {
    const inputs = z.object({ inputs: z.record(z.string(), z.unknown()) }).parse(on['workflow_dispatch']).inputs;
    return Object.keys(inputs);
  });

/** Number of tags that the image of a service gets. */
export const imageTags: Reading = ofWorkflow('service', 'tags', ({ jobs }) => {
  const tags = jobs['image']?.steps.find(({ run }) => run?.includes('<<TAGS'))?.run ?? '';
  return tags.split('\n').filter((line) => /^\s*echo "\$repository:/.test(line)).length;
});
