import { state } from './prelude.ts';

/** What an operator sees, and how fast people are let in; changes nothing. Argument after the time: the default threshold. */
export const inspectScript = `${state}
return { waiting, call('ZCOUNT', active, '(' .. now, '+inf'), tonumber(call('GET', limit)) or tonumber(ARGV[2]),
  now - since, called - sinceCalled }
`;
