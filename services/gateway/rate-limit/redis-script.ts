import { SUB_WINDOW_SECONDS, SUB_WINDOWS } from './sliding-window.ts';

/** Sub-windows in one generation of keys: a record of the generation before the last can hold nothing that still counts. */
const GENERATION = SUB_WINDOWS + 1;
const KEY_LIFE_SECONDS = 2 * GENERATION * SUB_WINDOW_SECONDS + 10;

/**
 * Counts many requests in one call. KEYS[i] is the bucket of clients, ARGV[2i-1] the client, ARGV[2i] its limit; the
 * answer is a list of counts, or minus the seconds to wait.
 *
 * A key of its own per client costs Redis 150 bytes or more before anything is stored. So clients share the hashes
 * `rate:{category}:{bucket}:{generation}`, small enough to stay Redis' compact form, and a client's record is three bytes
 * per sub-window that it used: its number modulo 256, and a count of 16 bits. Fields of a hash cannot expire by
 * themselves, but generations can: a client seen again moves to the running one, the others vanish with theirs.
 *
 * Time is Redis' own, so gateways with different clocks share one window.
 */
export const takeScript = `
local time = redis.call('TIME')
local seconds = tonumber(time[1])
local window = math.floor(seconds / ${SUB_WINDOW_SECONDS})
local generation = math.floor(window / ${GENERATION})
local mark = window % 256
local answers = {}
for i = 1, #KEYS do
  local key = KEYS[i] .. ':' .. generation
  local client = ARGV[2 * i - 1]
  local limit = tonumber(ARGV[2 * i])
  local record = redis.call('HGET', key, client)
  local moved = false
  if not record then
    local before = KEYS[i] .. ':' .. (generation - 1)
    record = redis.call('HGET', before, client)
    if record then
      redis.call('HDEL', before, client)
      moved = true
    else
      record = ''
    end
  end
  local first = 1
  while first <= #record and (mark - string.byte(record, first)) % 256 > ${SUB_WINDOWS} do
    first = first + 3
  end
  local total, last, high, low = 0, -1, 0, 0
  for at = first, #record, 3 do
    last, high, low = string.byte(record, at, at + 2)
    total = total + high * 256 + low
  end
  if total >= limit then
    local age = (mark - (string.byte(record, first) or mark)) % 256
    answers[i] = -((window - age + ${SUB_WINDOWS + 1}) * ${SUB_WINDOW_SECONDS} - seconds)
    if moved then
      redis.call('HSET', key, client, record)
      redis.call('EXPIRE', key, ${KEY_LIFE_SECONDS})
    end
  else
    local count = 1
    local stop = #record
    if last == mark then
      count = math.min(high * 256 + low + 1, 65535)
      stop = #record - 3
    end
    local added = redis.call('HSET', key, client,
      string.sub(record, first, stop) .. string.char(mark, math.floor(count / 256), count % 256))
    if added == 1 then redis.call('EXPIRE', key, ${KEY_LIFE_SECONDS}) end
    answers[i] = total + 1
  end
end
return answers
`;
