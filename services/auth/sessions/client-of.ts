import type { Request } from 'express';
import type { Client } from './session-use-cases.ts';

/** The device behind a request. X-Forwarded-For holds one address, the one that the gateway trusts (E7, E8). */
export function clientOf(request: Request): Client {
  const forwarded = request.headers['x-forwarded-for'];
  const address = typeof forwarded === 'string' ? forwarded.split(',', 1)[0]?.trim() : undefined;
  return {
    address: (address || request.socket.remoteAddress || 'unknown').slice(0, 64),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
  };
}
