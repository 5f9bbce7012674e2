import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ServiceName } from '../../registry.ts';
import { AppError } from '../errors/app-error.ts';
import { type Entry, entryOf, type User, userOf } from '../identity/caller.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * Who may call: `public` anyone through the gateway, `user` a signed-in person, `admin` an administrator,
 * `internal` another service, `open` anyone at all without an internal credential (public keys, for example).
 */
export type Access = 'open' | 'public' | 'user' | 'admin' | 'internal';

/** What a handler answers; undefined when it wrote to `res` itself (streams). */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** The parts of a request that a route reads; the keys are `params`, `query` and `body`. */
type InputShape = Readonly<Partial<Record<'params' | 'query' | 'body', z.ZodType>>>;

/** What a shape parses to; asked of z.object itself, which maps the keys in its own way. */
type Parsed<S extends InputShape> = z.infer<ReturnType<typeof z.object<S>>>;

interface RequestParts {
  readonly headers: IncomingHttpHeaders;
  /** The verified entry token, when the gateway saw one (ruling E2). */
  readonly entry: Entry | undefined;
  readonly req: Request;
  readonly res: Response;
}
type Handled = Promise<Answer | undefined> | Answer | undefined;

/** A request that passed validation, as its repetitions are known. */
export interface Repeatable {
  readonly userId: string;
  readonly headers: IncomingHttpHeaders;
  /** What the key stands for: method, path, parameters and body. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly res: Pick<Response, 'setHeader'>;
}

/** Runs the work of a request, or answers what it answered before. */
export type Once = (asked: Repeatable, work: () => Handled) => Promise<Answer | undefined>;

interface CommonSpec<S extends InputShape> {
  readonly method: Method;
  /** Express path, `/api/...` or `/internal/...`; parameters as `:name`. */
  readonly path: string;
  readonly summary: string;
  /** zod schemas of what is read, for example `{ params: z.object({ id: z.uuid() }) }`; `{}` when nothing is. */
  readonly input: S;
  /** Leaves the body as the bytes that came (a Buffer): signatures are made over bytes. */
  readonly rawBody?: boolean;
  /** Largest body that this route reads, in bytes; default the 64 KiB of all routes. */
  readonly bodyLimit?: number;
  /** For `internal` routes that only these services may call; default every service that is known. */
  readonly callers?: readonly ServiceName[];
  /** By status; checked outside production, documented in OpenAPI. */
  readonly responses: Readonly<Record<number, z.ZodType>>;
  /** Codes of the service's error table that this route may answer. */
  readonly errors?: readonly string[];
  /** What the gateway asks for before the request comes here: only people whom the queue has admitted (E2); for OpenAPI. */
  readonly needsEntry?: boolean;
  /** Takes the header Idempotency-Key: a repetition is answered as the first request was (services/shared/idempotency). */
  readonly idempotencyKey?: boolean;
}

interface SignedInSpec<S extends InputShape> extends CommonSpec<S> {
  readonly access: 'user' | 'admin';
  readonly handler: (input: Parsed<S> & RequestParts & { readonly user: User }) => Handled;
}

interface AnyoneSpec<S extends InputShape> extends CommonSpec<S> {
  readonly access: 'open' | 'public' | 'internal';
  readonly handler: (input: Parsed<S> & RequestParts & { readonly user: User | undefined }) => Handled;
}

/** One endpoint: contract, documentation and handler in one object, types erased so that a list can hold them. */
export interface Route extends CommonSpec<InputShape> {
  readonly access: Access;
  /** @param once runs the handler of a route with `idempotencyKey`, after validation; without it the handler simply runs */
  readonly handle: (req: Request, res: Response, once?: Once) => Promise<Answer | undefined>;
}

/**
 * Declares an endpoint. What `input` names arrives in the handler parsed and typed; what does not match is answered
 * 422 VALIDATION_FAILED with every fault, before the handler runs. Missing identity is 401, a missing role 403.
 */
export function route<S extends InputShape>(spec: SignedInSpec<S>): Route;
export function route<S extends InputShape>(spec: AnyoneSpec<S>): Route;
export function route<S extends InputShape>(spec: SignedInSpec<S> | AnyoneSpec<S>): Route {
  const schema = z.object(spec.input);
  refuseLooseBody(spec);
  refuseKeyOfNobody(spec);
  return {
    ...spec,
    handle: async (req, res, once) => {
      const user = userOf(req.headers);
      const parts = { headers: req.headers, entry: entryOf(req.headers), req, res };
      if (needsUser(spec)) {
        const signedIn = allowed(user, spec.access);
        const input = parse(schema, req);
        const work = () => spec.handler(Object.assign({}, input, parts, { user: signedIn }));
        if (!once || !spec.idempotencyKey) return work();
        const request = { method: spec.method, path: spec.path, ...input };
        return once({ userId: signedIn.id, headers: req.headers, request, res }, work);
      }
      return spec.handler(Object.assign(parse(schema, req), parts, { user }));
    },
  };
}

/** Members that nobody reads are a caller's mistake, or an attempt; every service refuses them alike (422). */
function refuseLooseBody({ path, input, rawBody }: CommonSpec<InputShape>): void {
  const { body } = input;
  if (rawBody || !(body instanceof z.ZodObject) || body.def.catchall instanceof z.ZodNever) return;
  throw new Error(`the body of ${path} would drop unknown members in silence; declare it with z.strictObject`);
}

/** Keys belong to a person (domain.md 10.3 #19), so a route that anybody may call cannot take one. */
function refuseKeyOfNobody({
  path,
  access,
  idempotencyKey,
}: CommonSpec<InputShape> & { readonly access: Access }): void {
  if (!idempotencyKey || access === 'user' || access === 'admin') return;
  throw new Error(`${path} takes an Idempotency-Key but asks for no signed-in person`);
}

function needsUser<S extends InputShape>(spec: SignedInSpec<S> | AnyoneSpec<S>): spec is SignedInSpec<S> {
  return spec.access === 'user' || spec.access === 'admin';
}

function allowed(user: User | undefined, access: 'user' | 'admin'): User {
  if (!user) throw new AppError('AUTHENTICATION_REQUIRED', 'Sign in to use this.');
  if (access === 'admin' && user.role !== 'admin')
    throw new AppError('ADMIN_REQUIRED', 'Only administrators may use this.');
  return user;
}

function parse<T>(schema: z.ZodType<T>, req: Request): T {
  const body: unknown = req.body ?? {};
  const result = schema.safeParse({ params: req.params, query: req.query, body });
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => ({ at: path.join('.'), message }));
  throw new AppError('VALIDATION_FAILED', faults.map(({ at, message }) => `${at}: ${message}`).join('; '), { faults });
}
