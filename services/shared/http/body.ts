import express, { type RequestHandler } from 'express';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import type { Route } from './route.ts';

/**
 * The parsers of a route: JSON when it reads a body, bytes when it wants them, none otherwise.
 * @param limit largest body accepted, in bytes; more is answered 413
 */
export function bodyParserFor(route: Route, limit: number): RequestHandler[] {
  if (route.rawBody) return [express.raw({ type: () => true, limit, inflate: false })];
  if (!route.input.body) return [];
  return [jsonOnly, express.json({ limit, strict: true, inflate: false })];
}

/** An empty body needs no type; anything else must say that it is JSON. */
const jsonOnly: RequestHandler = (req, _res, next) => {
  const empty =
    req.headers['content-length'] === '0' || (!req.headers['content-length'] && !req.headers['transfer-encoding']);
  if (!empty && !req.is('application/json')) {
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.');
  }
  next();
};

/** How body-parser and Express report what is wrong with a request: an error with a 4xx `status` and a `type`. */
const requestErrorSchema = z.object({ status: z.int().min(400).max(499), type: z.string().optional() });

const codeByType: Readonly<Record<string, [string, string]>> = {
  'entity.too.large': ['BODY_TOO_LARGE', 'The body is larger than this route accepts.'],
  'encoding.unsupported': ['UNSUPPORTED_MEDIA_TYPE', 'Send the body uncompressed.'],
  'charset.unsupported': ['UNSUPPORTED_MEDIA_TYPE', 'Send the body as UTF-8.'],
  'entity.parse.failed': ['MALFORMED_BODY', 'The body is not valid JSON.'],
};

/** Turns the errors of Express and its body parser into ours; everything else passes unchanged. */
export function bodyErrorToAppError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const known = requestErrorSchema.safeParse(error);
  if (!known.success) return error;
  const [code, message] = codeByType[known.data.type ?? ''] ?? ['MALFORMED_REQUEST', 'The request could not be read.'];
  return new AppError(code, message, {}, error);
}
