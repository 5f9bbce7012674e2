import { z } from 'zod';
import { eventRowSchema } from '../events/event-schemas.ts';
import { presaleScheduleSchema } from '../events/presale-schedule.ts';
import { pageQuery, paginationSchema } from '../reads/page-query.ts';

/** GET /api/artists (domain.md 1.7). */
export const artistListQuery = z.object(pageQuery(50));

const artistFields = {
  id: z.uuid(),
  name: z.string(),
  image_url: z.string().nullable(),
  description: z.string().nullable(),
  /** Won for one year. */
  membership_price: z.int(),
};

export const artistListSchema = z.object({
  artists: z.array(z.object({ ...artistFields, event_count: z.int(), member_count: z.int() })),
  pagination: paginationSchema,
});
export type ArtistRow = z.infer<typeof artistListSchema>['artists'][number];

export const artistDetailSchema = z.object({
  artist: z.object(artistFields),
  memberCount: z.int(),
  /** By sale start; the 100 nearest. */
  events: z.array(eventRowSchema.extend({ pre_sale_schedule: presaleScheduleSchema })),
});
export type ArtistDetail = z.infer<typeof artistDetailSchema>;
