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
local queue, active, seen, claims, ahead, limit, lock = unpack(KEYS, 1, 7)
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
local RECORD = '<I4I4I4I4I4I4I4I4I4I4I4I4I4dddd'
local record = call('GET', queue)
local epoch, buckets, people, head, tail, waiting, inside, threshold, slot, sweep, called, sinceCalled, markCalled = 0, 1, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0
local ticked, lineTime, since, mark = 0, 0, now, now
if record then
  epoch, buckets, people, head, tail, waiting, inside, threshold, slot, sweep, called, sinceCalled, markCalled, ticked,
    lineTime, since, mark = struct.unpack(RECORD, record)
end
`;

/** Writes the counters back. */
export const save = `
call('SET', queue, struct.pack(RECORD, epoch, buckets, people, head, tail, waiting, inside, threshold, slot, sweep,
  called, sinceCalled, markCalled, ticked, lineTime, since, mark))
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
local place = epoch > 0 and tonumber(call('HGET', bucket, person)) or 0

if place > head then
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

if standing == WAITING then
  -- A partial sum as of the last round, and the bits of one block; in the first block the bits alone.
  local from, block = head + 1, math.floor(place / BLOCK)
  if block * BLOCK > head then
    local sum = call('GETRANGE', ahead, block * 4, block * 4 + 3)
    if #sum < 4 then
      -- The line has grown past the last sum since.
      block = math.max(math.floor(call('STRLEN', ahead) / 4) - 1, 0)
      sum = call('GETRANGE', ahead, block * 4, block * 4 + 3)
    end
    if #sum == 4 and block * BLOCK > head then from, before = block * BLOCK, struct.unpack('<I4', sum) end
  end
  if from < place then before = before + call('BITCOUNT', seen, from, place - 1, 'BIT') end
end
`;

/** What visit and join answer. */
export const answer = `
return { standing, happened, place, before, waiting, inside, threshold, ends, claimed, now, ticked, now - since,
  called - sinceCalled }
`;
