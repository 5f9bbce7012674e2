import { state } from './prelude.ts';

/**
 * Empties the line. ARGV[2] = 1: only if nobody waits or is inside, asked and done in one script, so that a person
 * joining at that moment is never swept away (10.4 #14). Answers {done, waiting, inside, buckets, epoch}; the buckets
 * of that epoch are unreachable from then on and are unlinked by the caller in small steps.
 */
export const resetScript = `${state}
local admitted = call('ZCARD', active)
if ARGV[2] == '1' and (admitted > 0 or waiting > 0) then return { 0, waiting, admitted, 0, 0 } end
call('DEL', queue, active, seen, claims, ahead)
for number = 0, SLOTS - 1 do call('DEL', seen .. ':' .. number) end
return { 1, waiting, admitted, epoch > 0 and buckets or 0, epoch }
`;
