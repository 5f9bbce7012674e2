import { z } from 'zod';
import { serviceNamed } from '../registry.ts';
import { databaseSettings, httpSettings, internalSettings, kafkaSettings } from '../shared/config/common-settings.ts';

/** The environment of stats (domain.md 0.4). */
export const statsConfig = z.object({
  ...httpSettings(serviceNamed('stats').port),
  ...internalSettings,
  ...databaseSettings,
  ...kafkaSettings,
});

export type StatsConfig = z.infer<typeof statsConfig>;
