import { dropExpired, save, state } from './prelude.ts';

/**
 * One admission round: lease, line time, expired admissions, the next people, sums, sweeping. All in one script, so
 * that no interleaving can admit one too many (10.4 #13), and repeated or overlapping rounds do nothing (10.4 #14).
 * Arguments after the time: owner, lease ms, interval ms, batch, default threshold, claim ms, heartbeat time-out ms.
 */
export const tickScript = `${state}
local owner, lease, interval, batch = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local default, claimTime, timeout = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local NOT_MINE, TOO_SOON, DONE = 0, 1, 2
local LONGEST_GAP = 10000

local holder = call('GET', lock)
if holder and holder ~= owner then return { NOT_MINE, 0, 0, 0, 0, 0, 0, 0 } end
call('SET', lock, owner, 'PX', lease)

threshold = tonumber(call('GET', limit)) or default
if epoch == 0 then return { DONE, 0, 0, threshold, 0, 0, 0, 1 } end
if now >= ticked and now - ticked < interval / 2 then return { TOO_SOON, 0, inside, threshold, waiting, 0, 0, 0 } end

-- Line time stands still while nobody ticks: an outage of ours is not held against the people who could not reach us.
local function advance_line_time()
  if ticked > 0 then lineTime = lineTime + math.max(math.min(now - ticked, LONGEST_GAP), 0) end
  local current = math.floor(lineTime / (timeout / (SLOTS - 1)))
  if current <= slot then return end
  for number = math.max(slot + 1, current - SLOTS + 1), current do call('DEL', seen .. ':' .. number % SLOTS) end
  slot = current
  local slots = {}
  for number = 0, SLOTS - 1 do slots[number + 1] = seen .. ':' .. number end
  call('BITOP', 'OR', seen, unpack(slots))
end

-- Those with a place from Tier 1 give their signs of life in line time too.
local function drop_silent_early()
  while true do
    local silent = call('ZRANGEBYSCORE', tier1Seen, '-inf', lineTime - timeout, 'LIMIT', 0, 1000)
    if #silent == 0 then break end
    call('ZREM', tier1Seen, unpack(silent))
    call('ZREM', tier1, unpack(silent))
  end
end

-- In the order in which Tier 1 has called them (E3), however they arrived here.
local function admit_early(free)
  local count = 0
  while count < free do
    local next = call('ZRANGE', tier1, 0, math.min(free - count, 1000) - 1)
    if #next == 0 then break end
    local entries = {}
    for i, place in ipairs(next) do entries[2 * i - 1], entries[2 * i] = now + claimTime, place end
    call('ZADD', active, unpack(entries))
    call('ZREM', tier1, unpack(next))
    call('ZREM', tier1Seen, unpack(next))
    count = count + #next
  end
  return count
end

-- Jumps from one living person to the next; the gone cost nothing and take no slot.
local function admit(free)
  local entries, count = {}, 0
  while count < free do
    local next = head < tail and call('BITPOS', seen, 1, head + 1, tail, 'BIT') or -1
    if next < 0 then
      head = tail
      break
    end
    head, count = next, count + 1
    entries[#entries + 1], entries[#entries + 2] = now + claimTime, next
    if #entries == 1000 then
      call('ZADD', active, unpack(entries))
      entries = {}
    end
  end
  if #entries > 0 then call('ZADD', active, unpack(entries)) end
  return count
end

local function renew_sums()
  local first, last = math.floor(head / BLOCK), math.floor(tail / BLOCK)
  local packed, sum, zero = {}, 0, struct.pack('<I4', 0)
  packed[1] = string.rep(zero, first + 1)
  for block = first + 1, last do
    sum = sum + call('BITCOUNT', seen, math.max(head + 1, (block - 1) * BLOCK), block * BLOCK - 1, 'BIT')
    packed[#packed + 1] = struct.pack('<I4', sum)
  end
  waiting = sum
  if head < tail then
    waiting = sum + call('BITCOUNT', seen, math.max(head + 1, last * BLOCK), tail, 'BIT')
  end
  if waiting > 0 then call('SET', ahead, table.concat(packed)) else call('DEL', ahead) end
end

-- Forgets the people whose turn is over or who are gone: a few buckets a round, more when many were admitted.
local function tidy(admitted)
  for _ = 1, math.min(buckets, 4 + math.ceil(admitted * 4 / PER_BUCKET)) do
    if sweep >= buckets then sweep = 0 end
    local bucket, gone = queue .. ':' .. epoch .. ':' .. sweep, {}
    local entries = call('HGETALL', bucket)
    for i = 1, #entries, 2 do
      local signed = tonumber(entries[i + 1])
      local place = math.abs(signed)
      local passed = signed <= head and not (signed < 0 and call('ZSCORE', tier1, place))
      if (passed and not call('ZSCORE', active, place)) or (signed > head and call('GETBIT', seen, place) == 0) then
        gone[#gone + 1] = entries[i]
      end
    end
    if #gone > 0 then call('HDEL', bucket, unpack(gone)) end
    sweep, people = sweep + 1, people - #gone
  end
end

advance_line_time()
${dropExpired}
inside = call('ZCARD', active)
if early > 0 then drop_silent_early() end
local free = math.min(threshold - inside, batch)
local admitted = early > 0 and admit_early(free) or 0
admitted = admitted + admit(free - admitted)
early = call('ZCARD', tier1)
inside, called = inside + admitted, called + admitted
renew_sums()
waiting = waiting + early
-- The rate covers the last 30 to 60 s: two marks, the older one counts (10.4 #15: kept here, not per process).
if now - mark >= 30000 then since, sinceCalled, mark, markCalled = mark, markCalled, now, called end
tidy(admitted)
ticked = now
${save}
local over = admitted > 0 and math.max(call('ZCARD', active) - threshold, 0) or 0
return { DONE, admitted, inside, threshold, waiting, over, expired, (waiting == 0 and inside == 0) and 1 or 0 }
`;

/** Gives the lease back, but only one's own (10.4 #14). */
export const releaseScript = `
if redis.call('GET', KEYS[7]) == ARGV[2] then return redis.call('DEL', KEYS[7]) end
return 0
`;
