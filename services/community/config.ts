import { z } from 'zod';
import { serviceNamed } from '../registry.ts';
import { databaseSettings, httpSettings, internalSettings, wholeNumber } from '../shared/config/common-settings.ts';

/** The environment of community (domain.md 0.4). */
export const communityConfig = z.object({
  ...httpSettings(serviceNamed('community').port),
  ...internalSettings,
  ...databaseSettings,
  /** Gives the points. */
  TICKET_SERVICE_URL: z.url(),
  /** Whoever comes back within this time is the same view. */
  VIEW_WINDOW_SECONDS: wholeNumber(1_800),
  /** How often points that ticket could not take are tried again. */
  POINTS_INTERVAL_MS: wholeNumber(5_000),
});

export type CommunityConfig = z.infer<typeof communityConfig>;
