import { state } from './prelude.ts';

/**
 * Empties the line. ARGV[2] = 1: only if nobody waits or is inside, asked and done in one script, so that a person
 * joining at that moment is never swept away (10.4 #14). Answers {done, waiting, inside, retired buckets}: the buckets
 * cannot be reached from then on, the caller unlinks them in small steps. They stay noted as "epoch count" until
 * `forgetRetiredScript`, so that a caller that dies midway leaves nothing behind.
 */
export const resetScript = `${state}
local admitted, retired = call('ZCARD', active), queue .. ':retired'
if ARGV[2] == '1' and (admitted > 0 or waiting > 0) then return { 0, waiting, admitted, {} } end
if epoch > 0 then call('RPUSH', retired, epoch .. ' ' .. buckets) end
call('DEL', queue, active, seen, claims, ahead)
for number = 0, SLOTS - 1 do call('DEL', seen .. ':' .. number) end
return { 1, waiting, admitted, call('LRANGE', retired, 0, -1) }
`;

/** The buckets noted as ARGV[2] are gone. */
export const forgetRetiredScript = `
return redis.call('LREM', KEYS[1] .. ':retired', 1, ARGV[2])
`;
