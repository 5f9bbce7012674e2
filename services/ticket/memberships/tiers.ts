/** Tiers of the membership with one artist (domain.md 6.2). BRONZE is everybody without an active membership. */
export type Tier = 'BRONZE' | 'SILVER' | 'GOLD' | 'DIAMOND';

export interface TierBenefits {
  /** Points from which the tier is reached; null where points do not lead to it. */
  readonly fromPoints: number | null;
  /** 1 is the earliest; null waits for the general sale. */
  readonly preSalePhase: 1 | 2 | 3 | null;
  readonly preSaleLabel: string;
  /** Hours after the start of the sale from which the tier may buy, for events with an artist. */
  readonly saleOpensAfterHours: number;
  /** Won, once per reservation. */
  readonly bookingFeeSurcharge: number;
  readonly transferAccess: boolean;
  /** Percent of the face value; null without access. */
  readonly transferFeePercent: number | null;
}

const tiers = {
  BRONZE: {
    fromPoints: null,
    preSalePhase: null,
    preSaleLabel: 'General sale',
    saleOpensAfterHours: 48,
    bookingFeeSurcharge: 0,
    transferAccess: false,
    transferFeePercent: null,
  },
  SILVER: {
    fromPoints: 0,
    preSalePhase: 3,
    preSaleLabel: 'Presale 3',
    saleOpensAfterHours: 24,
    bookingFeeSurcharge: 3_000,
    transferAccess: true,
    transferFeePercent: 10,
  },
  GOLD: {
    fromPoints: 500,
    preSalePhase: 2,
    preSaleLabel: 'Presale 2',
    saleOpensAfterHours: 1,
    bookingFeeSurcharge: 2_000,
    transferAccess: true,
    transferFeePercent: 5,
  },
  DIAMOND: {
    fromPoints: 1_500,
    preSalePhase: 1,
    preSaleLabel: 'Presale 1',
    saleOpensAfterHours: 0,
    bookingFeeSurcharge: 1_000,
    transferAccess: true,
    transferFeePercent: 5,
  },
} as const satisfies Record<Tier, TierBenefits>;

/** Lowest first. */
export const tierNames = ['BRONZE', 'SILVER', 'GOLD', 'DIAMOND'] as const satisfies readonly Tier[];

/** Points, by what they are given for (domain.md 6.1, 6.2). Joining and renewing are paid for; the others are earned. */
export const pointsFor = {
  MEMBERSHIP_JOIN: 200,
  MEMBERSHIP_RENEW: 200,
  TICKET_PURCHASE: 100,
  COMMUNITY_POST: 30,
  COMMUNITY_COMMENT: 10,
  NEWS_CREATION: 30,
} as const;

/** Points that one membership may earn in a UTC day by each kind of writing (10.3 #31): three posts, five comments. */
export const dailyCaps: Readonly<Record<string, number>> = {
  COMMUNITY_POST: 90,
  COMMUNITY_COMMENT: 50,
  NEWS_CREATION: 90,
};

/** Points of the next tier; null for the highest. */
function nextTierThreshold(tier: Tier): number | null {
  const next = tierNames[tierNames.indexOf(tier) + 1];
  return next === undefined ? null : tiers[next].fromPoints;
}

/** The tier of a member with so many points; the database's membership_tier() says the same. */
export function tierOf(points: number): Exclude<Tier, 'BRONZE'> {
  if (points >= tiers.DIAMOND.fromPoints) return 'DIAMOND';
  return points >= tiers.GOLD.fromPoints ? 'GOLD' : 'SILVER';
}

const caseOf = (column: (benefits: TierBenefits) => number, tier: string): string =>
  `CASE ${tier} ${tierNames.map((name) => `WHEN '${name}' THEN ${column(tiers[name])}`).join(' ')} END`;

/** SQL: hours after the start of the sale. @param tier SQL that names a tier */
export const opensAfterHoursSql = (tier: string): string => caseOf((benefits) => benefits.saleOpensAfterHours, tier);
/** SQL: won. @param tier SQL that names a tier */
export const surchargeSql = (tier: string): string => caseOf((benefits) => benefits.bookingFeeSurcharge, tier);
/** SQL: percent. @param tier SQL that names a tier of a member */
export const transferFeeSql = (tier: string): string => caseOf((benefits) => benefits.transferFeePercent ?? 10, tier);

/** What a person of this tier may (GET /api/memberships/benefits). */
export const benefitsOf = (tier: Tier) => {
  const { preSalePhase, preSaleLabel, bookingFeeSurcharge, transferAccess, transferFeePercent } = tiers[tier];
  const threshold = nextTierThreshold(tier);
  return {
    tier,
    preSalePhase,
    preSaleLabel,
    bookingFeeSurcharge,
    transferAccess,
    transferFeePercent,
    nextTierThreshold: threshold,
  };
};
