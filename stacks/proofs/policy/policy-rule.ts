import { addressOf, type Resource, resourcesOf, type StackJson } from '../stack-query.ts';

/** Something that must hold for whole stacks, whatever their modules say. */
export interface PolicyRule {
  /** kebab-case, stable. */
  readonly id: string;
  /** What holds, a sentence. */
  readonly holds: string;
  /** What breaks it: an address and what is wrong there, one line each. */
  readonly faults: (stack: StackJson) => string[];
}

/** A rule about every resource of some types: `wrong` answers what is wrong with one, or undefined. */
export function everyResource(
  id: string,
  holds: string,
  types: readonly string[],
  wrong: (resource: Resource, stack: StackJson) => string | undefined,
): PolicyRule {
  return {
    id,
    holds,
    faults: (stack) =>
      types.flatMap((type) =>
        resourcesOf(stack, type).flatMap((resource) => {
          const fault = wrong(resource, stack);
          return fault === undefined ? [] : [`${addressOf(resource)}: ${fault}`];
        }),
      ),
  };
}

/** Some arguments of Terraform are booleans, some are texts that say one. */
export const isTrue = (value: unknown): boolean => value === true || value === 'true';
