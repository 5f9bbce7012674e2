import { type Crafted, craft, type Forge, raw } from './token-forge.ts';

type Change = readonly [what: string, change: object];

/** Truly signed tokens whose times, audience or form are wrong, whatever their kind. */
export function craftedClaims(forge: Forge): Crafted[] {
  const { seconds, kind } = forge;
  const header = JSON.stringify(forge.header);
  const body = JSON.stringify(forge.body);
  const written: [string, string | Buffer, string][] = [
    ['a duplicate exp', body.replace('{', `{"exp":${seconds + 100},`), 'TOKEN_MALFORMED'],
    ['a duplicate sub', body.replace('{', '{"sub":"8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0001",'), 'TOKEN_MALFORMED'],
    ['a body that is an array', '[]', 'TOKEN_MALFORMED'],
    ['a body that is null', 'null', 'TOKEN_MALFORMED'],
    ['a body that is not JSON', '{', 'TOKEN_MALFORMED'],
    ['a body that is not UTF-8', Buffer.from('7b2261223a22c328227d', 'hex'), 'TOKEN_MALFORMED'],
    ['a body with an escape that hides a key', body.replace('"exp"', '"\\u0065xp"'), 'TOKEN_MALFORMED'],
    ['an empty body', '{}', 'TOKEN_AUDIENCE'],
    ['an end beyond safe integers', body.replace(`${seconds + 590}`, '1e+300'), 'TOKEN_CLAIMS'],
  ];
  const changed: [string, object, string][] = [
    ['no end', { exp: undefined }, 'TOKEN_CLAIMS'],
    ['an end that is null', { exp: null }, 'TOKEN_CLAIMS'],
    ['an end that is a string', { exp: String(seconds + 100) }, 'TOKEN_CLAIMS'],
    ['an end with a fraction', { exp: seconds + 0.5 }, 'TOKEN_CLAIMS'],
    ['an end far beyond the longest life', { exp: seconds + kind.longestLifeSeconds + 7_000 }, 'TOKEN_CLAIMS'],
    ['an end before the issue', { exp: seconds - 20 }, 'TOKEN_CLAIMS'],
    ['an end now', { exp: seconds }, 'TOKEN_EXPIRED'],
    ['an end one second ago', { iat: seconds - 600, exp: seconds - 1 }, 'TOKEN_EXPIRED'],
    ['no issue time', { iat: undefined }, 'TOKEN_CLAIMS'],
    ['an issue time in the future', { iat: seconds + 120 }, 'TOKEN_NOT_YET_VALID'],
    ['a negative issue time', { iat: -1 }, 'TOKEN_CLAIMS'],
    ['a beginning in the far future', { nbf: seconds + 3_600 }, 'TOKEN_NOT_YET_VALID'],
    ['a beginning that is no time', { nbf: 'now' }, 'TOKEN_CLAIMS'],
    ['another audience', { aud: 'urr-elsewhere' }, 'TOKEN_AUDIENCE'],
    ['several audiences', { aud: [kind.audience, 'urr-elsewhere'] }, 'TOKEN_AUDIENCE'],
    ['no audience', { aud: undefined }, 'TOKEN_AUDIENCE'],
    ['another issuer', { iss: 'evil' }, 'TOKEN_AUDIENCE'],
    ['no issuer', { iss: undefined }, 'TOKEN_AUDIENCE'],
  ];
  return [
    ...written.map(([what, text, code]): Crafted => [what, raw(forge, header, text), code]),
    ...changed.map(([what, change, code]): Crafted => [what, craft(forge, {}, change), code]),
  ];
}

const uuid = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0009';
const breaking = 'a\r\nX-User-Role: admin';

const placeChanges: readonly Change[] = [
  ['no event', { sub: undefined }],
  ['an event that is no id', { sub: '*' }],
  ['an event in capitals', { sub: uuid.toUpperCase() }],
  ['an event with a line feed after it', { sub: `${uuid}\n` }],
  ['an event list', { sub: [uuid] }],
  ['no user', { uid: undefined }],
  ['the user "anonymous"', { uid: 'anonymous' }],
  ['a user with a header break', { uid: breaking }],
  ['no jti', { jti: undefined }],
  ['an endless jti', { jti: 'a'.repeat(300) }],
  ['no place', { place: undefined }],
  ['a negative place', { place: -1 }],
  ['a place between two', { place: 0.5 }],
  ['a place in words', { place: '1' }],
];
const personChanges: readonly Change[] = [
  ['no user', { sub: undefined }],
  ['a user that is no id', { sub: '*' }],
  ['a user in capitals', { sub: uuid.toUpperCase() }],
  ['a user list', { sub: [uuid] }],
  ['a user with a header break', { sub: breaking }],
  ['no address', { email: undefined }],
  ['an address with a header break', { email: `${breaking}@b.kr` }],
  ['an address outside ASCII', { email: '가@b.kr' }],
  ['an endless address', { email: `${'a'.repeat(300)}@b.kr` }],
  ['no role', { role: undefined }],
  ['a role of its own', { role: 'root' }],
  ['the role ADMIN', { role: 'ADMIN' }],
  ['several roles', { role: ['user', 'admin'] }],
  ['no jti', { jti: undefined }],
  ['a jti that is no id', { jti: '1' }],
];
const ticketChanges: readonly Change[] = [
  ['no ticket', { sub: undefined }],
  ['a ticket that is no id', { sub: '*' }],
  ['a ticket list', { sub: [uuid] }],
  ['no event', { event: undefined }],
  ['an event that is no id', { event: '*' }],
  ['no number', { number: undefined }],
  ['number zero', { number: 0 }],
  ['a number between two', { number: 1.5 }],
  ['a number in words', { number: '1' }],
  ['no generation', { generation: undefined }],
  ['generation zero', { generation: 0 }],
  ['a generation in words', { generation: '1' }],
];

const claimsIn = (changes: readonly Change[]) => (forge: Forge) =>
  changes.map(([what, change]): Crafted => [what, craft(forge, {}, change), 'TOKEN_CLAIMS']);

/** Truly signed tokens whose own claims are missing or of another form: entry and Tier 1, access, ticket code. */
export const craftedPlaces = claimsIn(placeChanges);
export const craftedPeople = claimsIn(personChanges);
export const craftedTickets = claimsIn(ticketChanges);
