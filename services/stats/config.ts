import { z } from 'zod';
import { serviceNamed } from '../registry.ts';
import { databaseSettings, httpSettings, internalSettings, kafkaSettings } from '../shared/config/common-settings.ts';
import { invariantSettings } from '../shared/invariants/watch-invariants.ts';

/** The environment of stats (domain.md 0.4). */
export const statsConfig = z.object({
  ...httpSettings(serviceNamed('stats').port),
  ...internalSettings,
  ...databaseSettings,
  ...invariantSettings,
  ...kafkaSettings,
});

export type StatsConfig = z.infer<typeof statsConfig>;
