/**
 * The part of every Lua script that knows the layout: one line is a hash of counters, buckets person -> place, and
 * bitmaps over places (../../README.md has the picture).
 *
 * Every script takes the time as ARGV[1]: 0 means the clock of Redis, which all replicas share; tests pass their own.
 */
export const prelude = `
local queue, active, seen, claims, ahead, limit, lock = unpack(KEYS, 1, 7)
local SLOTS = 11          -- heartbeat slots: ten whole ones make the time-out, the eleventh is the running one
local BLOCK = 8192        -- places per partial sum of people ahead
local PER_BUCKET = 56     -- mean load; stays below hash-max-listpack-entries (128) at every stage of growth
local BUCKET_LIFE = 604800 -- seconds, renewed by the sweep: buckets whose clean-up was interrupted end by themselves

local now = tonumber(ARGV[1])
if now == 0 then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local stored = redis.call('HMGET', queue, 'epoch', 'buckets', 'people', 'head', 'tail', 'waiting', 'slot', 'ticked',
  'called', 'since', 'sinceCalled')
local epoch = stored[1]
local buckets, people = tonumber(stored[2]) or 1, tonumber(stored[3]) or 0
local head, tail = tonumber(stored[4]) or 0, tonumber(stored[5]) or 0
local waiting, slot = tonumber(stored[6]) or 0, tonumber(stored[7]) or 0
local ticked, called = tonumber(stored[8]) or 0, tonumber(stored[9]) or 0
local since, sinceCalled = tonumber(stored[10]) or now, tonumber(stored[11]) or 0

local function bucket_named(index)
  return queue .. ':' .. epoch .. ':' .. index
end

-- Linear hashing: the number of buckets grows one by one with the line, so bytes per person are the same at any size.
local function bucket_of(person)
  local hash, size = struct.unpack('<I4', person), 1
  while size < buckets do size = size * 2 end
  local index = hash % size
  if index >= buckets then index = index - size / 2 end
  return bucket_named(index)
end

local function place_of(person)
  if not epoch then return nil end
  return tonumber(redis.call('HGET', bucket_of(person), person))
end

local function slot_key(number)
  return seen .. ':' .. (number % SLOTS)
end

local function is_alive(place)
  return redis.call('GETBIT', seen, place) == 1
end

-- Ends the admissions whose time is over; answers how many.
local function drop_expired()
  local dropped = 0
  while true do
    local over = redis.call('ZRANGEBYSCORE', active, '-inf', now, 'LIMIT', 0, 1000)
    if #over == 0 then return dropped end
    redis.call('ZREM', active, unpack(over))
    redis.call('HDEL', claims, unpack(over))
    dropped = dropped + #over
  end
end

-- The living between the head and this place: a partial sum as of the last tick, and the bits of one block.
local function people_ahead(place)
  local block = math.floor(place / BLOCK)
  local sum = redis.call('GETRANGE', ahead, block * 4, block * 4 + 3)
  if #sum < 4 then
    block = math.max(math.floor(redis.call('STRLEN', ahead) / 4) - 1, 0)
    sum = redis.call('GETRANGE', ahead, block * 4, block * 4 + 3)
  end
  local from, before = head + 1, 0
  if block * BLOCK > head and #sum == 4 then
    from, before = block * BLOCK, struct.unpack('<I4', sum)
  end
  if from >= place then return before end
  return before + redis.call('BITCOUNT', seen, from, place - 1, 'BIT')
end
`;
