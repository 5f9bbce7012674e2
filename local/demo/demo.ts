/** `npm run demo`: starts its own platform on free ports, walks the story, exits 0 only when every step held. */
import { stopAll } from '../../test/engines/process-wide.ts';
import { platform } from '../../test/platform/platform.ts';
import { createNarrator } from './narrator.ts';
import { demoHoldSeconds, tellStory } from './story.ts';

const start = performance.now();
console.log(
  'Starting a platform of its own on free ports: PostgreSQL, Redis, Kafka, SQS, the services and the edge in front.',
);
const narrator = createNarrator(console.log);
try {
  const running = await platform({
    sqs: true,
    edge: true,
    env: {
      queue: { QUEUE_THRESHOLD: '1', QUEUE_ADMISSION_INTERVAL_MS: '500' },
      ticket: { HOLD_SECONDS: String(demoHoldSeconds), RESERVATION_CLEANUP_INTERVAL_MS: '500' },
    },
  });
  console.log(
    `Up after ${((performance.now() - start) / 1_000).toFixed(1)} s; everybody comes through the edge at ${running.urls.edge}\n`,
  );
  await tellStory(running, narrator);
} finally {
  await stopAll();
}
console.log(
  narrator.failures.length === 0
    ? `\nEvery step held, in ${((performance.now() - start) / 1_000).toFixed(0)} s.`
    : `\n${narrator.failures.length} step(s) did not hold:\n${narrator.failures.join('\n')}`,
);
process.exit(narrator.failures.length === 0 ? 0 : 1);
