import { z } from 'zod';
import { uuid } from '../seats/seat-schemas.ts';
import { tierNames } from './tiers.ts';

const tier = z.enum(tierNames);

export const artistBody = z.strictObject({ artistId: uuid });
export const artistParams = z.object({ artistId: uuid });
export const byReference = z.object({ id: uuid });

export const askedYearSchema = z.object({
  membershipId: z.uuid(),
  artistId: z.uuid(),
  artistName: z.string(),
  price: z.int(),
  status: z.enum(['pending', 'active']),
  paymentReferenceId: z.uuid(),
});

export const membershipSchema = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  artist_id: z.uuid(),
  tier,
  points: z.int(),
  status: z.enum(['pending', 'active', 'expired']),
  joined_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  artist_name: z.string(),
  artist_image_url: z.string().nullable(),
  membership_price: z.int(),
  /** The tier that counts now: BRONZE while no year runs. */
  effective_tier: tier,
  /** Won; null while no money is asked for. */
  price_due: z.int().nullable(),
  payment_reference_id: z.uuid().nullable(),
});
export type Membership = z.infer<typeof membershipSchema>;

export const benefitsSchema = z.object({
  tier,
  preSalePhase: z.int().nullable(),
  preSaleLabel: z.string(),
  bookingFeeSurcharge: z.int(),
  transferAccess: z.boolean(),
  transferFeePercent: z.int().nullable(),
  nextTierThreshold: z.int().nullable(),
});

export const pointSchema = z.object({
  id: z.uuid(),
  action_type: z.string(),
  points: z.int(),
  description: z.string().nullable(),
  reference_id: z.string(),
  created_at: z.iso.datetime(),
});

export const ownMembershipSchema = z.object({
  /** An empty object for somebody who never asked for one (domain.md 1.3). */
  membership: z.union([membershipSchema, z.object({})]),
  pointHistory: z.array(pointSchema),
  benefits: benefitsSchema,
});

/** What payment sends when the money for anything of ours has arrived. */
export const arrivedBody = z.strictObject({
  paymentId: uuid,
  orderId: z.string().min(1).max(64),
  amount: z.int().positive(),
  paymentMethod: z.string().min(1).max(50).default('toss'),
  userId: uuid,
});

export const awardBody = z.strictObject({
  userId: uuid,
  artistId: uuid.nullish(),
  actionType: z.string().regex(/^[A-Z][A-Z_]{0,49}$/, 'must be an action such as COMMUNITY_POST'),
  points: z.int().min(1).max(100),
  description: z.string().max(200).nullish(),
  referenceId: z.string().regex(/^[\w.:-]{1,100}$/, 'must be 1 to 100 of A-Z a-z 0-9 _ . : -'),
});
