import { SUB_WINDOW_SECONDS, SUB_WINDOWS } from './sliding-window.ts';

/** Sub-windows in one generation of keys: a record of the generation before the last can hold nothing that still counts. */
const GENERATION = SUB_WINDOWS + 1;
const KEY_LIFE_SECONDS = 2 * GENERATION * SUB_WINDOW_SECONDS + 10;

/**
 * Counts many requests of one category in one call. KEYS[1] is `rate:{category}`, ARGV[1] the limit, and each further
 * argument a bucket (two letters) with a client's name behind it. The answer: counts, or minus the seconds to wait.
 *
 * A key of its own per client costs Redis 150 bytes or more before anything is stored. So clients share the hashes
 * `rate:{category}:{bucket}:{generation}`, small enough to stay Redis' compact form, and a client's record is three bytes
 * per sub-window that it used: its number modulo 256, and a count of 16 bits. Fields of a hash cannot expire by
 * themselves, but generations can: a client seen again moves to the running one, the others vanish with theirs.
 *
 * Time is Redis' own, so gateways with different clocks share one window.
 */
export const takeScript = `
local call, byte, char, sub = redis.call, string.byte, string.char, string.sub
local seconds = tonumber(call('TIME')[1])
local window = math.floor(seconds / ${SUB_WINDOW_SECONDS})
local generation = math.floor(window / ${GENERATION})
local running, before = ':' .. generation, ':' .. (generation - 1)
local mark = window % 256
local answers = {}
local limit = tonumber(ARGV[1])
for i = 2, #ARGV do
  local bucket = KEYS[1] .. ':' .. sub(ARGV[i], 1, 2)
  local key, client = bucket .. running, sub(ARGV[i], 3)
  local record = call('HGET', key, client)
  local moved = false
  if not record then
    record = call('HGET', bucket .. before, client)
    moved = record and call('HDEL', bucket .. before, client)
    record = record or ''
  end
  local length = #record
  local first = 1
  while first <= length and (mark - byte(record, first)) % 256 > ${SUB_WINDOWS} do
    first = first + 3
  end
  local total, last, high, low = 0, -1, 0, 0
  for at = first, length, 3 do
    last, high, low = byte(record, at, at + 2)
    total = total + high * 256 + low
  end
  if total >= limit then
    local age = (mark - (byte(record, first) or mark)) % 256
    answers[i - 1] = -((window - age + ${SUB_WINDOWS + 1}) * ${SUB_WINDOW_SECONDS} - seconds)
    if moved then
      call('HSET', key, client, record)
      call('EXPIRE', key, ${KEY_LIFE_SECONDS})
    end
  else
    local count = 1
    if last == mark then
      count = math.min(high * 256 + low + 1, 65535)
      length = length - 3
    end
    local low = count % 256
    record = sub(record, first, length) .. char(mark, (count - low) / 256, low)
    if call('HSET', key, client, record) == 1 then call('EXPIRE', key, ${KEY_LIFE_SECONDS}) end
    answers[i - 1] = total + 1
  end
end
return answers
`;
