import { at, inOrder, listAt, referred, resourcesOf, theResource, type Where } from '../stack-query.ts';
import type { Built, Reading } from './passage.ts';

/** What a resource must hold to be the one that is meant; may depend on the environment. */
export type Choice = Where | ((built: Built) => Where);

const chosen = (choice: Choice, built: Built): Where => (typeof choice === 'function' ? choice(built) : choice);

/** An argument of the only resource of that type. */
export const the = (type: string, path: string, where: Choice = {}): Reading => ({
  from: `${type}.${path}`,
  of: (built) => at(theResource(built.stack, type, chosen(where, built)), path),
});

/** An argument of all resources of that type, in alphabetical order. */
export const every = (type: string, path: string, where: Choice = {}): Reading => ({
  from: `${type}[*].${path}`,
  of: (built) =>
    resourcesOf(built.stack, type, chosen(where, built))
      .map((resource) => at(resource, path))
      .sort(inOrder),
});

/** How many resources of that type there are. */
export const count = (type: string, where: Choice = {}): Reading => ({
  from: `number of ${type}`,
  of: (built) => resourcesOf(built.stack, type, chosen(where, built)).length,
});

/** CIDR blocks of the subnets that an argument refers to, in alphabetical order. */
export const cidrsOf = (type: string, path: string, where: Choice = {}): Reading => ({
  from: `subnets of ${type}.${path}`,
  of: (built) => {
    const found = resourcesOf(built.stack, type, chosen(where, built)).flatMap((resource) => listAt(resource, path));
    return referred(built.stack, found)
      .filter(({ type: kind }) => kind === 'aws_subnet')
      .map((subnet) => at(subnet, 'cidr_block'))
      .sort(inOrder);
  },
});

/** A question that no helper answers. */
export const reading = (from: string, of: (built: Built) => unknown): Reading => ({ from, of });

/** Third part of the subnets' addresses by tier (architecture.md 1.2). */
const tiers = { public: [0, 1], app: [10, 11], database: [20, 21], cache: [30, 31], streaming: [40, 41] } as const;
export type Tier = keyof typeof tiers;

/** The two documented CIDR blocks of a tier, prod or staging. */
export const subnetsOf = (tier: Tier, environment: Built['environment']): string[] =>
  tiers[tier].map((third) => `10.${environment === 'prod' ? 0 : 1}.${third}.0/24`);
