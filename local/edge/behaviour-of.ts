import { type Behaviour, behaviours, defaultBehaviour } from '../../modules/cloudfront/behaviours.ts';
import { pathPattern } from './path-pattern.ts';

const compiled = behaviours.map((behaviour) => ({ behaviour, pattern: pathPattern(behaviour.path) }));

/** The behaviour that takes a path: the first whose pattern matches, as the distribution asks them. */
export function behaviourOf(path: string): Behaviour {
  return compiled.find(({ pattern }) => pattern.test(path))?.behaviour ?? defaultBehaviour;
}
