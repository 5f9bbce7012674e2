import { AppError } from '../../shared/errors/app-error.ts';
import type { Entry } from '../../shared/identity/caller.ts';

/**
 * What is bought must be what the line was for: the gateway cannot see the event in a body, so it is compared here
 * (domain.md 10.1 #2, #10; ruling E2).
 * @returns the token's id, to be stored with the reservation
 * @throws AppError ENTRY_TOKEN_REQUIRED, ENTRY_TOKEN_WRONG_EVENT
 */
export function requireEntry(entry: Entry | undefined, eventId: string): string {
  if (!entry) throw new AppError('ENTRY_TOKEN_REQUIRED', 'Buying needs an entry token from the line of this event.');
  if (entry.eventId.toLowerCase() !== eventId.toLowerCase()) {
    throw new AppError('ENTRY_TOKEN_WRONG_EVENT', 'Your entry token is for another event.');
  }
  return entry.jti;
}
