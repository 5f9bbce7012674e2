import { createHash, hash, sign } from 'node:crypto';
import { type PublicJwk, publicJwks, type SigningKey } from '../../services/shared/tokens/keys.ts';

/** Published before anybody joins. */
export interface Announcement {
  readonly eventId: string;
  readonly opensAt: Date;
  /** SHA-256 of the seed, which the operator keeps secret until the opening. */
  readonly commitment: string;
  /**
   * The public number that is mixed in, by name and so that it does not exist yet: `drand quicknet round 14012345`, or
   * `the closing KOSPI of 2026-11-23`. Neither the operator nor anybody in the line knows it before the entries are closed.
   */
  readonly beacon: string;
  readonly announcedAt: Date;
}

/** SHA-256 of a seed of 32 bytes, as the announcement and the receipts carry it. */
export function commitmentOf(seed: Buffer): string {
  return hash('sha256', seed, 'hex');
}

/** The key of the draw: seed (the operator), root (everybody in the line), beacon (nobody) decide together. */
export function drawKey(seed: Buffer, root: string, beacon: string): Buffer {
  return createHash('sha256').update(seed).update(Buffer.from(root, 'hex')).update(beacon, 'utf8').digest();
}

/** The entry of a request in the log: who knows the request id finds it, nobody else learns whose it is. */
function entryHash(eventId: string, requestId: string): string {
  return hash('sha256', `${eventId} ${requestId}`, 'base64url');
}

/** An entry number that nobody holds: the rest of a block that was leased and not used. */
const NOBODY = '-';

/**
 * The lines of the entries, in order of number, so that the line of entry 1 comes first.
 * @param holders request ids by entry number
 */
export function entryLines(eventId: string, holders: ReadonlyMap<number, string>, entries: number): readonly string[] {
  return Array.from({ length: entries }, (_, index) => {
    const requestId = holders.get(index + 1);
    return requestId === undefined ? NOBODY : entryHash(eventId, requestId);
  });
}

/** The end of the chain of hashes that begins with the announcement and takes in one entry after the other. */
export function rootOf(announcement: string, lines: readonly string[]): string {
  let link = hash('sha256', announcement, 'buffer');
  for (const line of lines) link = createHash('sha256').update(link).update(line, 'latin1').digest();
  return link.toString('hex');
}

/** The first line of the log, published when the sale is announced. */
export function announcementLine(said: Announcement, signer: SigningKey): string {
  const key: PublicJwk | undefined = publicJwks([signer]).keys[0];
  return signedLine(
    {
      format: 'urr-draw-1',
      event: said.eventId,
      opensAt: said.opensAt.toISOString(),
      commitment: said.commitment,
      beacon: said.beacon,
      at: said.announcedAt.toISOString(),
      key,
    },
    signer,
  );
}

/** The line after the entries, published as soon as nobody can enter the draw any more and before the beacon is known. */
export function closingLine(entries: number, root: string, closedAt: Date, signer: SigningKey): string {
  return signedLine({ entries, root, at: closedAt.toISOString() }, signer);
}

/** The last line: opens the commitment and says what the beacon said. */
export function revealLine(seed: Buffer, beacon: string, revealedAt: Date, signer: SigningKey): string {
  return signedLine({ seed: seed.toString('hex'), beacon, at: revealedAt.toISOString() }, signer);
}

/** JSON, a blank and the ES256 signature of the JSON, in ASCII: what is not ASCII is escaped. */
function signedLine(statement: object, { privateKey }: SigningKey): string {
  const text = JSON.stringify(statement).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const signature = sign('sha256', Buffer.from(text, 'latin1'), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text} ${signature.toString('base64url')}`;
}
