/**
 * The pieces of the Lua scripts that know the layout: one line is a record of counters, buckets person -> place, and
 * bitmaps over places (../../README.md has the picture). The pieces are statements, not functions: a function that a
 * script declares costs each of its calls.
 */

/**
 * Clock and counters. Every script takes the time as ARGV[1]: 0 means the clock of Redis, which all replicas share; tests
 * pass their own. The counters are one packed string, because each further command would cost as much as reading them all.
 */
export const state = `
local call = redis.call
local queue, active, seen, claims, ahead, limit, lock, tier1, tier1Seen, tier1Spent = unpack(KEYS, 1, 10)
local SLOTS = 11          -- heartbeat slots: ten whole ones make the time-out, the eleventh is the running one
local BLOCK = 4096        -- places per partial sum of people ahead
local PER_BUCKET = 48     -- mean load; stays below hash-max-listpack-entries (128) at every stage of growth

local now = tonumber(ARGV[1])
if now == 0 then
  local time = call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- epoch: names the buckets of this line, 0 without one. people: entries in buckets, the gone included. head: places up to
-- it were called. waiting: living people behind it. inside, threshold: as of the last change. slot: of the heartbeats.
-- sweep: next bucket to tidy. called: people admitted from the line, ever. since, mark: two starts of the measured rate.
-- early: of the waiting, those who have a place from Tier 1.
local RECORD = '<I4I4I4I4I4I4I4I4I4I4I4I4I4ddddI4'
local RECORD_BYTES = 88
local record = call('GET', queue)
local epoch, buckets, people, head, tail, waiting, inside, threshold, slot, sweep, called, sinceCalled, markCalled = 0, 1, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0
local ticked, lineTime, since, mark, early = 0, 0, now, now, 0
if record then
  -- Written by a version that knew nothing of Tier 1, and read while the pods are replaced.
  if #record < RECORD_BYTES then record = record .. string.rep('\\0', RECORD_BYTES - #record) end
  epoch, buckets, people, head, tail, waiting, inside, threshold, slot, sweep, called, sinceCalled, markCalled, ticked,
    lineTime, since, mark, early = struct.unpack(RECORD, record)
end
`;

/** Writes the counters back. */
export const save = `
call('SET', queue, struct.pack(RECORD, epoch, buckets, people, head, tail, waiting, inside, threshold, slot, sweep,
  called, sinceCalled, markCalled, ticked, lineTime, since, mark, early))
`;

/**
 * Sets `bucket` to the key that holds `person`. Linear hashing: the number of buckets grows one by one with the line, so
 * bytes per person are the same at any size.
 */
export const findBucket = `
local hash, size = struct.unpack('<I4', person), 1
while size < buckets do size = size * 2 end
local index = hash % size
if index >= buckets then index = index - size / 2 end
local bucket = queue .. ':' .. epoch .. ':' .. index
`;

/** Ends the admissions whose time is over; `expired` says how many. */
export const dropExpired = `
local expired = 0
while true do
  local over = call('ZRANGEBYSCORE', active, '-inf', now, 'LIMIT', 0, 1000)
  if #over == 0 then break end
  call('ZREM', active, unpack(over))
  call('HDEL', claims, unpack(over))
  expired = expired + #over
end
`;

/**
 * Finds the person, counts the visit as a sign of life, and knows how many living people are ahead. Only a join (it alone
 * has a fifth argument) takes up a slot again that its holder has left.
 */
export const standing = `
local person, life, cap, joining = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local NONE, WAITING, ADMITTED = 0, 1, 2
local NOTHING, JOINED, JOINED_AND_ADMITTED, CLAIMED = 0, 1, 2, 3
${findBucket}
local standing, happened, before, ends, claimed = NONE, NOTHING, 0, 0, 0
-- Below zero: this person has come with a place from Tier 1, which orders them among their like (E3).
local signed = epoch > 0 and tonumber(call('HGET', bucket, person)) or 0
local place = math.abs(signed)

if signed < 0 and call('ZSCORE', tier1, place) then
  standing, before = WAITING, call('ZRANK', tier1, place)
  -- A tenth of the shortest time-out: most polls write nothing.
  if lineTime - tonumber(call('ZSCORE', tier1Seen, place) or 0) >= 12000 then call('ZADD', tier1Seen, lineTime, place) end
elseif signed > head then
  -- The running slot is asked first: most polls need no other question and no write.
  local slotKey = seen .. ':' .. slot % SLOTS
  if call('GETBIT', slotKey, place) == 1 then
    standing = WAITING
  elseif call('GETBIT', seen, place) == 1 then
    standing = WAITING
    call('SETBIT', slotKey, place, 1)
  end
elseif place > 0 then
  ends = tonumber(call('ZSCORE', active, place)) or 0
  if ends > now then
    standing, claimed = ADMITTED, tonumber(call('HGET', claims, place))
    if not claimed then
      claimed, happened = now, CLAIMED
      call('HSET', claims, place, now)
    elseif claimed < 0 and joining then
      claimed = -claimed
      call('HSET', claims, place, claimed)
    end
    if claimed < 0 then
      -- Has left; the slot waits for the end of the token alone (leave.ts).
      standing, place, ends, claimed = NONE, 0, 0, 0
    else
      -- Visits prolong the slot, but never past the cap: an idle tab must give it back (10.4 #12).
      local longest = math.min(now + life, claimed + cap)
      if longest - ends >= 1000 then
        ends = longest
        call('ZADD', active, ends, place)
      end
    end
  end
end

if standing == WAITING and signed > 0 then
  -- Behind everybody who has a place from Tier 1. A partial sum as of the last round, and the bits of one block; in the first block the bits alone.
  local from, block = head + 1, math.floor(place / BLOCK)
  before = early
  if block * BLOCK > head then
    local sum = call('GETRANGE', ahead, block * 4, block * 4 + 3)
    if #sum < 4 then
      -- The line has grown past the last sum since.
      block = math.max(math.floor(call('STRLEN', ahead) / 4) - 1, 0)
      sum = call('GETRANGE', ahead, block * 4, block * 4 + 3)
    end
    if #sum == 4 and block * BLOCK > head then from, before = block * BLOCK, before + struct.unpack('<I4', sum) end
  end
  if from < place then before = before + call('BITCOUNT', seen, from, place - 1, 'BIT') end
end
`;

/** Takes the place of somebody who waits without one from Tier 1 out of the line. */
export const forgetPlace = `
call('SETBIT', seen, place, 0)
-- Also in the slots, or the next rotation would bring them back to life.
for number = 0, SLOTS - 1 do
  local key = seen .. ':' .. number
  if call('GETBIT', key, place) == 1 then call('SETBIT', key, place, 0) end
end
waiting = math.max(waiting - 1, 0)
`;

/** What visit and join answer. */
export const answer = `
return { standing, happened, place, before, waiting, inside, threshold, ends, claimed, now, ticked, now - since,
  called - sinceCalled }
`;
