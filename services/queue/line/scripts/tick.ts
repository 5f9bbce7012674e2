import { prelude } from './prelude.ts';

/**
 * One admission round: lease, line time, expired admissions, the next people, sums, sweeping. All in one script, so
 * that no interleaving can admit one too many (10.4 #13), and repeated or overlapping rounds do nothing (10.4 #14).
 * Arguments after the time: owner, lease ms, interval ms, batch, default threshold, claim ms, heartbeat time-out ms.
 */
export const tickScript = `${prelude}
local owner, lease, interval, batch = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local default, claimTime, timeout = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local NOT_MINE, TOO_SOON, DONE = 0, 1, 2
local LONGEST_GAP = 10000

local holder = redis.call('GET', lock)
if holder and holder ~= owner then return { NOT_MINE, 0, 0, 0, 0, 0, 0, 0 } end
redis.call('SET', lock, owner, 'PX', lease)

local threshold = tonumber(redis.call('GET', limit)) or default
if epoch and now >= ticked and now - ticked < interval / 2 then
  return { TOO_SOON, 0, redis.call('ZCARD', active), threshold, waiting, 0, 0, 0 }
end

-- Line time stands still while nobody ticks: an outage of ours is not held against the people who could not reach us.
local function advance_line_time()
  local gap = 0
  if ticked > 0 then gap = math.max(math.min(now - ticked, LONGEST_GAP), 0) end
  local lineTime = redis.call('HINCRBY', queue, 'lineTime', gap)
  local current = math.floor(lineTime / (timeout / (SLOTS - 1)))
  if current <= slot then return end
  for number = math.max(slot + 1, current - SLOTS + 1), current do redis.call('DEL', slot_key(number)) end
  slot = current
  local slots = {}
  for number = 0, SLOTS - 1 do slots[number + 1] = slot_key(number) end
  redis.call('BITOP', 'OR', seen, unpack(slots))
end

-- Jumps from one living person to the next; the gone cost nothing and take no slot.
local function admit(free)
  local entries, count = {}, 0
  while count < free do
    local next = head < tail and redis.call('BITPOS', seen, 1, head + 1, tail, 'BIT') or -1
    if next < 0 then
      head = tail
      break
    end
    head, count = next, count + 1
    entries[#entries + 1], entries[#entries + 2] = now + claimTime, next
    if #entries == 1000 then
      redis.call('ZADD', active, unpack(entries))
      entries = {}
    end
  end
  if #entries > 0 then redis.call('ZADD', active, unpack(entries)) end
  return count
end

local function renew_sums()
  local first, last = math.floor(head / BLOCK), math.floor(tail / BLOCK)
  local packed, sum, zero = {}, 0, struct.pack('<I4', 0)
  packed[1] = string.rep(zero, first + 1)
  for block = first + 1, last do
    sum = sum + redis.call('BITCOUNT', seen, math.max(head + 1, (block - 1) * BLOCK), block * BLOCK - 1, 'BIT')
    packed[#packed + 1] = struct.pack('<I4', sum)
  end
  waiting = sum
  if head < tail then
    waiting = sum + redis.call('BITCOUNT', seen, math.max(head + 1, last * BLOCK), tail, 'BIT')
  end
  if waiting > 0 then redis.call('SET', ahead, table.concat(packed)) else redis.call('DEL', ahead) end
end

-- Forgets the people whose turn is over or who are gone: a few buckets a round, more when many were admitted.
local function sweep(admitted)
  local cursor, swept = tonumber(redis.call('HGET', queue, 'sweep')) or 0, 0
  for _ = 1, math.min(buckets, 4 + math.ceil(admitted * 4 / PER_BUCKET)) do
    if cursor >= buckets then cursor = 0 end
    local bucket, gone = bucket_named(cursor), {}
    local entries = redis.call('HGETALL', bucket)
    for i = 1, #entries, 2 do
      local place = tonumber(entries[i + 1])
      local passed = place <= head
      if (passed and not redis.call('ZSCORE', active, place)) or (not passed and not is_alive(place)) then
        gone[#gone + 1] = entries[i]
      end
    end
    if #gone > 0 then redis.call('HDEL', bucket, unpack(gone)) end
    redis.call('EXPIRE', bucket, BUCKET_LIFE)
    cursor, swept = cursor + 1, swept + #gone
  end
  people = people - swept
  redis.call('HSET', queue, 'sweep', cursor)
end

-- The rate covers the last 30 to 60 s: two marks, the older one counts (10.4 #15: kept here, not per process).
local function move_rate_window()
  local mark, markCalled = unpack(redis.call('HMGET', queue, 'mark', 'markCalled'))
  if mark and now - tonumber(mark) < 30000 then return end
  redis.call('HSET', queue, 'since', mark or now, 'sinceCalled', markCalled or called, 'mark', now, 'markCalled', called)
end

if not epoch then return { DONE, 0, 0, threshold, 0, 0, 0, 1 } end
advance_line_time()
local expired = drop_expired()
local inside = redis.call('ZCARD', active)
local admitted = admit(math.min(threshold - inside, batch))
inside, called = inside + admitted, called + admitted
renew_sums()
move_rate_window()
sweep(admitted)
redis.call('HSET', queue, 'head', head, 'waiting', waiting, 'slot', slot, 'ticked', now, 'called', called,
  'people', people)
local over = admitted > 0 and math.max(redis.call('ZCARD', active) - threshold, 0) or 0
return { DONE, admitted, inside, threshold, waiting, over, expired, (waiting == 0 and inside == 0) and 1 or 0 }
`;

/** Gives the lease back, but only one's own (10.4 #14). */
export const releaseScript = `
if redis.call('GET', KEYS[7]) == ARGV[2] then return redis.call('DEL', KEYS[7]) end
return 0
`;
