/**
 * The lottery for operators, on their machine: `node --import=tsx edge/lottery/index.ts <step> ...` (docs/waiting-room.md).
 * The log and the seed lie in the folder where it is called; whoever may draw can read the secret of Tier 1's keys.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadSigningKeys } from '../vwr-api/signing-keys.ts';
import { tableClient } from '../vwr-line/table-client.ts';
import { announceDraw, closeDraw, revealDraw } from './draw-steps.ts';
import { readEntries } from './read-entries.ts';

const USAGE = `usage: index.ts announce <event> <opening, ISO 8601> <name of the beacon>
       index.ts close <event>
       index.ts reveal <event> <what the beacon said>
with VWR_TOKEN_KEYS_SECRET_ARN (or VWR_TOKEN_KEYS); close also with TABLE_COUNTERS and TABLE_POSITIONS`;
const EVENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const [step, eventId = '', ...said] = process.argv.slice(2);
const logFile = `draw-${eventId}.log`;
const seedFile = `draw-${eventId}.seed`;

try {
  if (!EVENT_ID.test(eventId)) throw new Error(USAGE);
  if (step === 'announce') await announce(said);
  else if (step === 'close') await close();
  else if (step === 'reveal') await reveal(said);
  else throw new Error(USAGE);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function announce([opening = '', beacon = '']: readonly string[]): Promise<void> {
  const opensAt = new Date(opening);
  if (Number.isNaN(opensAt.getTime()) || beacon === '') throw new Error(USAGE);
  // Another announcement for the same event would break the promise of the first.
  if (existsSync(seedFile)) throw new Error(`${seedFile} is there already: this lottery was announced`);
  const { log, commitment, seed } = announceDraw({ eventId, opensAt, beacon }, await signer(), new Date());
  writeFileSync(seedFile, `${seed.toString('hex')}\n`, { mode: 0o600 });
  writeFileSync(logFile, log);
  console.log(`Publish ${logFile}, keep ${seedFile} secret, and activate the room with`);
  console.log(JSON.stringify({ mode: 'lottery', opensAt: opensAt.toISOString(), commitment }));
}

async function close(): Promise<void> {
  const client = tableClient();
  console.log('ten seconds for the last entries to be written');
  const { entries, holders } = await readEntries(eventId, {
    client,
    countersTable: needed('TABLE_COUNTERS'),
    positionsTable: needed('TABLE_POSITIONS'),
    clock: Date.now,
    sleep: async (milliseconds) => sleep(milliseconds),
  });
  client.destroy();
  writeFileSync(logFile, closeDraw(read(logFile), { eventId, holders, entries }, await signer(), new Date()));
  console.log(`${holders.size} people, ${entries} entries. Publish ${logFile} now, before the beacon speaks.`);
}

async function reveal([beacon]: readonly string[]): Promise<void> {
  if (beacon === undefined) throw new Error(USAGE);
  const seed = Buffer.from(read(seedFile).trim(), 'hex');
  const { log, entries, key } = revealDraw(read(logFile), { seed, beacon }, await signer(), new Date());
  writeFileSync(logFile, log);
  console.log(`Publish ${logFile}, and draw with`);
  console.log(JSON.stringify({ entries, key }));
}

async function signer() {
  const text = process.env.VWR_TOKEN_KEYS;
  const keys = await loadSigningKeys(
    text === undefined ? { secretArn: needed('VWR_TOKEN_KEYS_SECRET_ARN') } : { text },
  );
  return keys[0];
}

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
}

function read(file: string): string {
  if (!existsSync(file)) throw new Error(`${file} is not here: go to the folder of the announcement`);
  return readFileSync(file, 'utf8');
}
