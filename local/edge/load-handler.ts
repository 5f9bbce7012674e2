import { pathToFileURL } from 'node:url';
import type { LambdaHandler } from './api-gateway-origin.ts';

/**
 * The handler of a bundle, in this process as in a warm instance.
 * @throws Error when the file exports none, or when it fails while it is loaded
 */
export async function loadHandler(file: string): Promise<LambdaHandler> {
  const module: unknown = await import(pathToFileURL(file).href);
  const handler: unknown =
    typeof module === 'object' && module !== null && 'handler' in module ? module.handler : undefined;
  if (typeof handler !== 'function') throw new Error(`${file} exports no handler`);
  return async (event) => {
    const answer: unknown = await Reflect.apply(handler, undefined, [event]);
    return answer;
  };
}
