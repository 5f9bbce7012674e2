import { resoldBy, type StatsEvent, subjectOf } from './stats-event.ts';
import { foldStory, type Story } from './story.ts';

/**
 * Tells what is known of each subject from these events and no others. A reservation's story has the events of its resales
 * too: they say whose money stands for it.
 * @returns stories by subject; none for a subject that no event is about (a resale may be heard of before its reservation)
 */
export function tellStories(subjects: Iterable<string>, events: Iterable<StatsEvent>): Map<string, Story> {
  const bySubject = new Map<string, StatsEvent[]>();
  const resales = new Map<string, Set<string>>();
  for (const event of events) {
    const subject = subjectOf(event);
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), event]);
    const reservation = resoldBy(event);
    if (reservation !== null) resales.set(reservation, (resales.get(reservation) ?? new Set()).add(subject));
  }
  const stories = new Map<string, Story>();
  for (const subject of subjects) {
    const own = bySubject.get(subject);
    if (!own) continue;
    const ofResales = [...(resales.get(subject) ?? [])].flatMap((resale) => bySubject.get(resale) ?? []);
    stories.set(subject, foldStory(own, ofResales));
  }
  return stories;
}
