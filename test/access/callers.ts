/** Who asks: people as they are, and people who say that they are somebody else. */
import { randomUUID } from 'node:crypto';
import type { Buyer } from '../platform/crowd.ts';
import type { TestPlatform } from '../platform/platform.ts';

export interface Caller {
  readonly name: string;
  /** What the platform must take them for. */
  readonly is: 'anonymous' | 'user' | 'admin';
  readonly headers: Readonly<Record<string, string>>;
}

export interface People {
  readonly ann: Buyer;
  readonly ben: Buyer;
  readonly admin: Buyer;
}

/** Headers that a gateway, a proxy or a framework might believe (E8, 10.1 #26; runtime.md 3.2 H). */
function claimToBe(id: string): Record<string, Record<string, string>> {
  const identity = { 'x-user-id': id, 'x-user-email': 'admin@urr.local', 'x-user-role': 'admin' };
  const entry = { 'x-entry-event': randomUUID(), 'x-entry-place': '1', 'x-entry-jti': randomUUID() };
  return {
    'X-User': identity,
    'X-User and X-Entry': { ...identity, ...entry },
    'X-User in capitals': Object.fromEntries(
      Object.entries(identity).map(([name, value]) => [name.toUpperCase(), value]),
    ),
    'X_User with underscores': Object.fromEntries(
      Object.entries(identity).map(([name, value]) => [name.replaceAll('-', '_'), value]),
    ),
    'X-User kept by Connection': { ...identity, connection: 'keep-alive, authorization' },
    'a trusted address': {
      ...identity,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'localhost',
      forwarded: 'for=127.0.0.1;by=gateway',
      'x-real-ip': '127.0.0.1',
      'x-cloudfront-verified': 'true',
      'x-custom-header': 'true',
      'x-internal-caller': 'gateway',
    },
    'another method and path': {
      ...identity,
      'x-http-method-override': 'GET',
      'x-original-url': '/health',
      'x-rewrite-url': '/health',
    },
  };
}

/** Everybody, honest first. */
export function callersOf({ ann, ben, admin }: People, { secrets }: TestPlatform): Caller[] {
  const credential = (name: string) => `Bearer ${name}.${secrets.internalCredentials[name]}`;
  const forged = Object.entries(claimToBe(ann.id));
  return [
    { name: 'anonymous', is: 'anonymous', headers: {} },
    { name: 'ann', is: 'user', headers: ann.headers },
    { name: 'ben', is: 'user', headers: ben.headers },
    { name: 'admin', is: 'admin', headers: admin.headers },
    ...forged.map(([how, headers]): Caller => ({ name: `anonymous, ${how}`, is: 'anonymous', headers })),
    ...forged.map(
      ([how, headers]): Caller => ({ name: `ben, ${how}`, is: 'user', headers: { ...headers, ...ben.headers } }),
    ),
    // Stolen from a pod: worth nothing from outside, where the gateway's own word replaces it.
    ...['gateway', 'ticket', 'payment'].map(
      (name): Caller => ({
        name: `the credential of ${name}`,
        is: 'anonymous',
        headers: { ...claimToBe(ann.id)['X-User'], authorization: credential(name) },
      }),
    ),
  ];
}
