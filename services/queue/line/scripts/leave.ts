import { prelude } from './prelude.ts';

/** A person goes: their slot or place is free at once. Answers 0 not here, 1 waited, 2 was admitted. */
export const leaveScript = `${prelude}
local person = ARGV[2]
local place = place_of(person)
if not place then return 0 end

redis.call('HDEL', bucket_of(person), person)
redis.call('HINCRBY', queue, 'people', -1)
local ends = tonumber(redis.call('ZSCORE', active, place))
if ends then
  redis.call('ZREM', active, place)
  redis.call('HDEL', claims, place)
  return ends > now and 2 or 0
end
if place <= head or not is_alive(place) then return 0 end

redis.call('SETBIT', seen, place, 0)
-- Also in the slots, or the next rotation would bring them back to life.
for number = 0, SLOTS - 1 do
  if redis.call('GETBIT', slot_key(number), place) == 1 then redis.call('SETBIT', slot_key(number), place, 0) end
end
redis.call('HSET', queue, 'waiting', math.max(waiting - 1, 0))
return 1
`;
