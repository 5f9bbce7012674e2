import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Tier1Place } from '../line/line-repository.ts';

const headerSchema = z.object({
  event: z.uuid().toLowerCase(),
  place: z.coerce.number().int().positive(),
  pass: z.uuid(),
});

/**
 * The place of Tier 1 that the gateway has found in a valid pass (E3); undefined without one, or with one of another event.
 * Call only after the internal credential was checked: the gateway deletes such headers from outside.
 * @throws AppError MALFORMED_REQUEST when the headers are there but wrong
 */
export function tier1PlaceOf(headers: IncomingHttpHeaders, eventId: string): Tier1Place | undefined {
  const event = headers['x-vwr-event'];
  if (event === undefined) return undefined;
  const read = headerSchema.safeParse({ event, place: headers['x-vwr-place'], pass: headers['x-vwr-jti'] });
  if (!read.success) throw new AppError('MALFORMED_REQUEST', 'The headers of the waiting room are malformed.');
  return read.data.event === eventId ? { place: read.data.place, pass: read.data.pass } : undefined;
}
