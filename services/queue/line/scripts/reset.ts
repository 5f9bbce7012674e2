import { prelude } from './prelude.ts';

/**
 * Empties the line. ARGV[2] = 1: only if nobody waits or is inside, asked and done in one script, so that a person
 * joining at that moment is never swept away (10.4 #14). Answers {done, waiting, inside, buckets, epoch}; the buckets
 * of that epoch are unreachable from then on and are unlinked by the caller in small steps.
 */
export const resetScript = `${prelude}
local onlyIdle = ARGV[2] == '1'
local inside = redis.call('ZCARD', active)
if onlyIdle and (inside > 0 or waiting > 0) then return { 0, waiting, inside, 0, '' } end
redis.call('DEL', queue, active, seen, claims, ahead)
for number = 0, SLOTS - 1 do redis.call('DEL', slot_key(number)) end
return { 1, waiting, inside, epoch and buckets or 0, epoch or '' }
`;
