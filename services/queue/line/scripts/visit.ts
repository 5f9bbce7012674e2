import { answer, dropExpired, forgetPlace, save, standing, state } from './prelude.ts';

/**
 * A person shows up: finds their standing and counts as a sign of life; takes no place.
 * Arguments after the time: person, ms of an admission, absolute cap in ms.
 */
export const visitScript = state + standing + answer;

/**
 * The same, and a place for whoever has none. One script, so that two tabs get one place and the threshold cannot be
 * overshot (domain.md 10.4 #13).
 * Whoever shows the pass of a place of Tier 1 waits in the order of those places, before everybody without one (ruling E3);
 * a pass counts for one person, once, also for somebody who waits already.
 * Further arguments: default threshold, epoch if the line is new, place of Tier 1 or 0, the pass as eight bytes.
 */
export const joinScript = `${state}${standing}
local tier1Place, pass = tonumber(ARGV[7]), ARGV[8]
local waited = standing == WAITING and signed > 0
local isEarly = tier1Place > 0 and (standing == NONE or waited) and call('SADD', tier1Spent, pass) == 1
if standing ~= NONE and not isEarly then ${answer} end

if isEarly then call('EXPIRE', tier1Spent, 3600) end
if waited then
  ${forgetPlace}
end

threshold, inside = tonumber(call('GET', limit)) or tonumber(ARGV[5]), call('ZCARD', active)
if inside >= threshold then
  ${dropExpired}
  inside = inside - expired
end
tail = tail + 1
place = tail
if epoch == 0 then
  epoch = tonumber(ARGV[6])
  bucket = queue .. ':' .. epoch .. ':0'
end
signed = place
if waiting == 0 and inside < threshold then
  standing, happened, claimed, ends = ADMITTED, JOINED_AND_ADMITTED, now, now + math.min(life, cap)
  call('ZADD', active, ends, place)
  call('HSET', claims, place, now)
  head, inside = place, inside + 1
else
  standing, happened = WAITING, waited and NOTHING or JOINED
  if waiting == 0 then
    -- The rate of admission is measured from the moment somebody has to wait.
    head, since, sinceCalled, mark, markCalled = tail - 1, now, called, now, called
  end
  if isEarly then
    signed = -place
    call('ZADD', tier1, tier1Place, place)
    call('ZADD', tier1Seen, lineTime, place)
    before, early = call('ZRANK', tier1, place), early + 1
  else
    before = waiting
    call('SETBIT', seen, place, 1)
    call('SETBIT', seen .. ':' .. slot % SLOTS, place, 1)
  end
  waiting = waiting + 1
end
people = people + call('HSET', bucket, person, signed)

if people > buckets * PER_BUCKET then
  -- One more bucket, filled from the one whose people it shares.
  if size <= buckets then size = size * 2 end
  local prefix = queue .. ':' .. epoch .. ':'
  local from, to = prefix .. buckets - size / 2, prefix .. buckets
  local entries, moved, gone = call('HGETALL', from), {}, {}
  for i = 1, #entries, 2 do
    if struct.unpack('<I4', entries[i]) % size == buckets then
      moved[#moved + 1], moved[#moved + 2] = entries[i], entries[i + 1]
      gone[#gone + 1] = entries[i]
    end
  end
  if #gone > 0 then
    call('HSET', to, unpack(moved))
    call('HDEL', from, unpack(gone))
  end
  buckets = buckets + 1
end
${save}${answer}`;
