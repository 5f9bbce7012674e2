import type { Queryable } from '../../shared/postgres/pool.ts';
import { newTallies, tallyStory } from './contributions.ts';
import { addCounters, type Description, describeEvents } from './counter-rows.ts';
import { appendToLog, storiesOf } from './event-store.ts';
import { lockThings, writeFacts } from './fact-rows.ts';
import { beCountedNow } from './recount-lock.ts';
import { noteSightings } from './sightings.ts';
import { type StatsEvent, subjectOf, timeOf } from './stats-event.ts';
import { foldStory } from './story.ts';

/**
 * Counts events, inside the consumer's transaction. Each thing that they are about is told anew from all its events, and
 * the counters move by the difference to what it said before: so the result is the same for every order of arrival.
 */
export async function recordEvents(tx: Queryable, events: readonly StatsEvent[]): Promise<void> {
  await beCountedNow(tx);
  const fresh = await appendToLog(tx, events);
  if (fresh.length === 0) return;
  const freshIds = new Set(fresh.map(({ id }) => id));
  const subjects = [...new Set(fresh.map(subjectOf))];
  await lockThings(tx, subjects);

  const tallies = newTallies();
  const stories = [...(await storiesOf(tx, subjects)).values()].map((told) => {
    const before = told.filter(({ id }) => !freshIds.has(id));
    if (before.length > 0) tallyStory(tallies, foldStory(before), -1);
    const story = foldStory(told);
    tallyStory(tallies, story, 1);
    return story;
  });
  await writeFacts(tx, stories);
  await noteSightings(tx, fresh, tallies.days);
  await describeEvents(tx, newestDescriptions(fresh));
  await addCounters(tx, tallies);
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
