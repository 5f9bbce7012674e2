/** Names of the two tables of the waiting room on this machine. */
export const tableNames = { counters: 'urr-local-vwr-counters', positions: 'urr-local-vwr-positions' } as const;
