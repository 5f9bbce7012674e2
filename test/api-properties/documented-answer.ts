/** Whether an answer is one of those that its operation's document promises. */
import { z } from 'zod';
import type { Reply } from '../platform/contract-platform.ts';
import type { JsonSchema, Operation } from '../platform/operations.ts';

/** What the frame and the gateway say of requests that are none of an operation's: said once for all, in no document. */
const ofTheFrame = new Set([400, 413, 414, 415, 431]);
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
});

const schemas = new WeakMap<JsonSchema, z.ZodType>();
function schemaOf(schema: JsonSchema): z.ZodType {
  const made = schemas.get(schema) ?? z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  schemas.set(schema, made);
  return made;
}

/** @returns what is wrong with the answer, in words; undefined when nothing is */
export function faultOf(operation: Operation, { status, text, contentType }: Reply): string | undefined {
  if (status >= 500) return `a ${status}: ${text.slice(0, 300)}`;
  const promised = operation.responses.get(status);
  if (promised === undefined && !ofTheFrame.has(status))
    return `the undocumented status ${status}: ${text.slice(0, 300)}`;
  if (contentType.startsWith('text/event-stream')) return undefined;
  if (text === '') return promised ? `an empty ${status}` : undefined;
  const wantsProblem = status >= 400;
  const type = wantsProblem ? 'application/problem+json' : 'application/json';
  if (!contentType.startsWith(type)) return `${contentType} for a ${status}`;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return `a ${status} that is not JSON: ${text.slice(0, 200)}`;
  }
  const said = (promised ? schemaOf(promised) : problem).safeParse(body);
  if (!said.success)
    return `a ${status} that does not match its schema: ${z.prettifyError(said.error)} in ${text.slice(0, 300)}`;
  return wantsProblem && (body as { status: unknown }).status !== status
    ? `a ${status} that says otherwise: ${text}`
    : undefined;
}
