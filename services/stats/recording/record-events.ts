import type { Queryable } from '../../shared/postgres/pool.ts';
import { newTallies, tallyStory } from './contributions.ts';
import { addCounters, type Description, describeEvents } from './counter-rows.ts';
import { appendToLog, eventsOf, resoldReservations } from './event-store.ts';
import { lockThings, writeFacts } from './fact-rows.ts';
import { beCountedNow } from './recount-lock.ts';
import { noteSightings } from './sightings.ts';
import { resoldBy, type StatsEvent, subjectOf, timeOf } from './stats-event.ts';
import { tellStories } from './tell-stories.ts';

/**
 * Counts events, inside the consumer's transaction. Each thing that they are about is told anew from all its events, and
 * the counters move by the difference to what it said before: so the result is the same for every order of arrival.
 */
export async function recordEvents(tx: Queryable, events: readonly StatsEvent[]): Promise<void> {
  await beCountedNow(tx);
  const fresh = await appendToLog(tx, events);
  if (fresh.length === 0) return;
  const subjects = await lockTouched(tx, fresh);
  const freshIds = new Set(fresh.map(({ id }) => id));
  const told = await eventsOf(tx, subjects);
  const before = tellStories(
    subjects,
    told.filter(({ id }) => !freshIds.has(id)),
  );
  const stories = tellStories(subjects, told);
  const tallies = newTallies();
  for (const story of before.values()) tallyStory(tallies, story, -1);
  for (const story of stories.values()) tallyStory(tallies, story, 1);
  await writeFacts(tx, [...stories.values()]);
  await noteSightings(tx, fresh, tallies.days);
  await describeEvents(tx, newestDescriptions(fresh));
  await addCounters(tx, tallies);
}

/**
 * Locks the things whose stories change. Which reservations a resale is about is asked with the resale locked: its first
 * event may just have been written by somebody else.
 */
async function lockTouched(tx: Queryable, fresh: readonly StatsEvent[]): Promise<string[]> {
  const touched = new Set(fresh.flatMap((event) => [subjectOf(event), resoldBy(event) ?? subjectOf(event)]));
  await lockThings(tx, [...touched]);
  const further = (await resoldReservations(tx, [...touched])).filter((reservation) => !touched.has(reservation));
  if (further.length > 0) await lockThings(tx, further);
  return [...touched, ...further];
}

/** The newest description of each concert among these events. */
export function newestDescriptions(events: readonly StatsEvent[]): Description[] {
  const newest = new Map<string, Description>();
  for (const event of events) {
    if (event.type !== 'PAYMENT_REQUESTED' || event.eventId === null || event.sale === undefined) continue;
    const { title, venue, eventDate, capacity } = event.sale;
    const at = new Date(timeOf(event)).toISOString();
    const described = { eventId: event.eventId, title, venue, eventDate, capacity, at, by: event.id };
    const known = newest.get(event.eventId);
    if (!known || known.at < at || (known.at === at && known.by < event.id)) newest.set(event.eventId, described);
  }
  return [...newest.values()];
}
