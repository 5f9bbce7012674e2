/** Administrators come through catalog (E14); no other service's credential opens their routes. */
export const adminCallers = ['catalog'] as const;
