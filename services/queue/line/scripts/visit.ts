import { prelude } from './prelude.ts';

/**
 * A person shows up: finds their standing, counts as a sign of life, and (ARGV[6] = 1) takes a place when they have
 * none. One script, so that two tabs get one place and the threshold cannot be overshot (domain.md 10.4 #13).
 * Arguments after the time: person, default threshold, ms of an admission, absolute cap in ms, join?, epoch if new.
 */
export const visitScript = `${prelude}
local person, default, life, cap = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local joining, newEpoch = ARGV[6] == '1', ARGV[7]
local NONE, WAITING, ADMITTED = 0, 1, 2
local NOTHING, JOINED, JOINED_AND_ADMITTED, CLAIMED = 0, 1, 2, 3

local threshold = tonumber(redis.call('GET', limit)) or default
local inside = redis.call('ZCARD', active)
local place = place_of(person)
local state, ends, claimed, happened = NONE, 0, 0, NOTHING

-- Alive? Then this visit shows it. The running slot is asked first: most polls need no other question and no write.
local function lives()
  local key = slot_key(slot)
  if redis.call('GETBIT', key, place) == 1 then return true end
  if not is_alive(place) then return false end
  redis.call('SETBIT', key, place, 1)
  return true
end

-- The slot is prolonged by visits, but never past the cap: an idle tab must give it back (10.4 #12).
local function stay()
  claimed = tonumber(redis.call('HGET', claims, place))
  if not claimed then
    claimed, happened = now, CLAIMED
    redis.call('HSET', claims, place, now)
  end
  local longest = math.min(now + life, claimed + cap)
  if longest - ends >= 1000 then
    ends = longest
    redis.call('ZADD', active, ends, place)
  end
end

local function split_a_bucket()
  local size = 1
  while size <= buckets do size = size * 2 end
  local from, to = bucket_named(buckets - size / 2), bucket_named(buckets)
  local entries, moved, gone = redis.call('HGETALL', from), {}, {}
  for i = 1, #entries, 2 do
    if struct.unpack('<I4', entries[i]) % size == buckets then
      moved[#moved + 1], moved[#moved + 2] = entries[i], entries[i + 1]
      gone[#gone + 1] = entries[i]
    end
  end
  if #gone > 0 then
    redis.call('HSET', to, unpack(moved))
    redis.call('EXPIRE', to, BUCKET_LIFE)
    redis.call('HDEL', from, unpack(gone))
  end
  buckets = buckets + 1
end

local function enrol()
  epoch = epoch or newEpoch
  local end_of_line = tail
  tail = tail + 1
  place = tail
  local bucket = bucket_of(person)
  people = people + redis.call('HSET', bucket, person, place)
  if place == 1 then redis.call('EXPIRE', bucket, BUCKET_LIFE) end
  if inside >= threshold then inside = inside - drop_expired() end
  local anyone = head < end_of_line and redis.call('BITPOS', seen, 1, head + 1, end_of_line, 'BIT') >= 0
  if not anyone and inside < threshold then
    state, happened, claimed, ends = ADMITTED, JOINED_AND_ADMITTED, now, now + math.min(life, cap)
    redis.call('ZADD', active, ends, place)
    redis.call('HSET', claims, place, now)
    head, waiting, inside = place, 0, inside + 1
  else
    state, happened = WAITING, JOINED
    if not anyone then
      -- The rate of admission is measured from the moment somebody has to wait.
      head, waiting, since, sinceCalled = end_of_line, 0, now, called
      redis.call('HSET', queue, 'since', now, 'sinceCalled', called, 'mark', now, 'markCalled', called)
    end
    redis.call('SETBIT', seen, place, 1)
    redis.call('SETBIT', slot_key(slot), place, 1)
    waiting = waiting + 1
  end
  if people > buckets * PER_BUCKET then split_a_bucket() end
  redis.call('HSET', queue, 'epoch', epoch, 'buckets', buckets, 'people', people, 'head', head, 'tail', tail,
    'waiting', waiting)
end

if place and place > head then
  if lives() then state = WAITING end
elseif place then
  ends = tonumber(redis.call('ZSCORE', active, place)) or 0
  if ends > now then
    state = ADMITTED
    stay()
  end
end
if state == NONE and joining then enrol() end

local before = 0
if state == WAITING then before = people_ahead(place) end
return { state, happened, place or 0, before, waiting, inside, threshold, ends, claimed, now, ticked, now - since,
  called - sinceCalled }
`;
