import { dropExpired, save, state } from './prelude.ts';

/**
 * Empties the line. ARGV[2] = 1: only if nobody waits or is inside, asked and done in one script, so that a person
 * joining at that moment is never swept away (10.4 #14). Otherwise everybody is sent away, but slots whose token may have
 * been handed out stay counted until they end, as after leaving: the line goes on with the next place under a new epoch
 * (ARGV[3]), and ends when the last of them has. Answers {done, waiting, inside, retired buckets, slots that stay}: the
 * buckets cannot be reached from then on, the caller unlinks them in small steps. They stay noted as "epoch count" until
 * `forgetRetiredScript`, so that a caller that dies midway leaves nothing behind.
 */
export const resetScript = `${state}
local was, admitted, retired = waiting, call('ZCARD', active), queue .. ':retired'
if ARGV[2] == '1' and (admitted > 0 or waiting > 0) then return { 0, waiting, admitted, {}, admitted } end
if epoch > 0 then call('RPUSH', retired, epoch .. ' ' .. buckets) end
call('DEL', queue, seen, ahead, tier1, tier1Seen)
-- Passes end by themselves; whoever is sent away may show theirs again.
if ARGV[2] ~= '1' then call('DEL', tier1Spent) end
for number = 0, SLOTS - 1 do call('DEL', seen .. ':' .. number) end
${dropExpired}
for _, place in ipairs(call('ZRANGE', active, 0, -1)) do
  if not call('HGET', claims, place) then call('ZREM', active, place) end
end
inside = call('ZCARD', active)
if inside > 0 then
  epoch, buckets, people, head, waiting, early, sweep = tonumber(ARGV[3]), 1, 0, tail, 0, 0, 0
  ${save}
end
return { 1, was, admitted, call('LRANGE', retired, 0, -1), inside }
`;

/** The buckets noted as ARGV[2] are gone. */
export const forgetRetiredScript = `
return redis.call('LREM', KEYS[1] .. ':retired', 1, ARGV[2])
`;
