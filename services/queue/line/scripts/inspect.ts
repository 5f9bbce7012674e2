import { prelude } from './prelude.ts';

/** What an operator sees; changes nothing. Argument after the time: the default threshold. */
export const inspectScript = `${prelude}
local threshold = tonumber(redis.call('GET', limit)) or tonumber(ARGV[2])
return { waiting, redis.call('ZCOUNT', active, '(' .. now, '+inf'), threshold }
`;
