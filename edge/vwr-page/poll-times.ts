const FIRST_BACK_OFF = 2;
const LONGEST_BACK_OFF = 60;
const MOST_STEPS = 6;

/**
 * Seconds until the next question after a good answer: what the API asks for and up to a fifth more, so that people who
 * were answered together do not come back together.
 * @param random from 0 to 1
 */
export function nextQuestion(nextPoll: number, random: number): number {
  return nextPoll * (1 + random / 5);
}

/**
 * Seconds until the next attempt after the `failures`th failure in a row: twice as long each time, up to a minute, and half
 * of it by chance. Never before the time that the server asked for.
 */
export function nextAttempt(failures: number, retryAfter: number, random: number): number {
  const most = Math.min(FIRST_BACK_OFF * 2 ** Math.min(failures - 1, MOST_STEPS), LONGEST_BACK_OFF);
  return Math.max(most * (0.5 + random / 2), Math.min(retryAfter, LONGEST_BACK_OFF) * (1 + random / 5));
}
