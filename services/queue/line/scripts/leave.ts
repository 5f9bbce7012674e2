import { findBucket, forgetPlace, save, state } from './prelude.ts';

/**
 * A person goes. A place is free at once, and so is a slot that nobody has shown up for. A slot whose token may have been
 * handed out stays counted until it ends: the token works until then, and giving the slot away would let more people buy
 * than the threshold says. It is only marked (a negative time of claim); whoever joins again comes back to it, so that
 * leaving and joining in turn takes no second one. Answers 0 not here, 1 waited, 2 was admitted.
 */
export const leaveScript = `${state}
if epoch == 0 then return 0 end
local person, was = ARGV[2], 0
${findBucket}
local signed = tonumber(call('HGET', bucket, person))
if not signed then return 0 end
local place = math.abs(signed)

local ends, claimed = tonumber(call('ZSCORE', active, place)), tonumber(call('HGET', claims, place))
if ends and ends > now and claimed then
  if claimed < 0 then return 0 end
  call('HSET', claims, place, -claimed)
  return 2
end

call('HDEL', bucket, person)
people = people - 1
if ends then
  call('ZREM', active, place)
  call('HDEL', claims, place)
  inside = call('ZCARD', active)
  if ends > now then was = 2 end
elseif signed < 0 then
  if call('ZREM', tier1, place) == 1 then
    call('ZREM', tier1Seen, place)
    early, waiting, was = early - 1, math.max(waiting - 1, 0), 1
  end
elseif place > head and call('GETBIT', seen, place) == 1 then
  ${forgetPlace}
  was = 1
end
${save}
return was
`;
