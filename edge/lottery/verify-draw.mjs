// node verify-draw.mjs <log> [receipt]: whether the draw of a waiting room was fair, and which place a receipt drew.
// Needs Node.js 20 and nothing else; read it before you trust it. Explained in docs/waiting-room.md.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const must = (holds, what) => {
  if (!holds) throw new Error(what);
};

function signedBy(key, text, signature, what) {
  const bytes = Buffer.from(signature, 'base64url');
  const isSpeltOnce = bytes.toString('base64url') === signature;
  const isSigned = verify('sha256', Buffer.from(text, 'latin1'), { key, dsaEncoding: 'ieee-p1363' }, bytes);
  must(isSpeltOnce && isSigned, `the signature of ${what} does not hold`);
}

function statement(line, what, key) {
  const end = line.lastIndexOf(' ');
  const text = line.slice(0, Math.max(end, 0));
  const said = JSON.parse(text);
  signedBy(key ?? createPublicKey({ key: said.key, format: 'jwk' }), text, line.slice(end + 1), what);
  return said;
}

/** Everything that the log claims, checked; throws with what is wrong. */
export function verifyDraw(log, receipt) {
  const lines = log.split('\n');
  must(lines.length >= 4 && lines.pop() === '', 'the log is cut off');
  const announced = statement(lines[0], 'the announcement');
  const key = createPublicKey({ key: announced.key, format: 'jwk' });
  const revealed = statement(lines.pop(), 'the reveal', key);
  const closed = statement(lines.pop(), 'the closing', key);
  const entries = lines.slice(1);
  must(announced.format === 'urr-draw-1', 'the log has another format');
  must(announced.at < closed.at && closed.at <= revealed.at, 'the statements are not in the order of their times');
  must(
    sha256(Buffer.from(revealed.seed, 'hex')).toString('hex') === announced.commitment,
    'the seed is not the announced one',
  );
  must(entries.length === closed.entries, 'entries are missing, or there are more than were closed');
  const root = entries.reduce((link, entry) => sha256(link, entry), sha256(lines[0]));
  must(root.toString('hex') === closed.root, 'the entries are not those that were closed');
  const held = entries.filter((entry) => entry !== '-');
  must(new Set(held).size === held.length, 'somebody is in the draw twice');

  const drawn = sha256(Buffer.from(revealed.seed, 'hex'), root, revealed.beacon);
  const columns = Math.max(Math.ceil(Math.sqrt(entries.length)), 1);
  const rows = Math.max(Math.ceil(entries.length / columns), 1);
  const shift = (round, value, modulus) => sha256(drawn, ` ${round} ${value}`).readUIntBE(0, 6) % modulus;
  const placeOf = (entry) => {
    let at = entry - 1;
    do {
      let [column, row] = [at % columns, Math.floor(at / columns)];
      for (let round = 0; round < 8; round += 2) {
        column = (column + shift(round, row, columns)) % columns;
        row = (row + shift(round + 1, column, rows)) % rows;
      }
      at = row * columns + column;
    } while (at >= entries.length);
    return at + 1;
  };
  if (receipt === undefined) return { announced, closed, revealed, people: held.length, placeOf };

  const [header, body, signature] = receipt.trim().split('.');
  signedBy(key, `${header}.${body}`, signature ?? '', 'the receipt');
  const said = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  must(said.sub === announced.event, 'the receipt is for another event');
  must(said.draw === announced.commitment, 'the receipt was given under another announcement');
  const isDrawn = said.place <= entries.length;
  const own = sha256(`${said.sub} ${said.jti}`).toString('base64url');
  must(!isDrawn || entries[said.place - 1] === own, `entry ${said.place} of the log is not the one of the receipt`);
  return {
    announced,
    closed,
    revealed,
    people: held.length,
    placeOf,
    entry: said.place,
    place: isDrawn ? placeOf(said.place) : said.place,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const [log, receipt] = process.argv.slice(2, 4).map((file) => readFileSync(file, 'latin1'));
    const { announced, closed, revealed, people, entry, place } = verifyDraw(log ?? '', receipt);
    console.log(
      `The draw of ${announced.event} holds: ${people} people, ${closed.entries} entries, closed ${closed.at}.`,
    );
    console.log(`Check for yourself that "${announced.beacon}" was: ${revealed.beacon}`);
    if (place !== undefined) console.log(`Your entry ${entry} became place ${place}.`);
  } catch (error) {
    console.log(`THE DRAW DOES NOT HOLD: ${error.message}`);
    process.exitCode = 1;
  }
}
