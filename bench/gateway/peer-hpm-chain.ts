/**
 * Peer: the same chain from common packages. Cookie to bearer by hand, jsonwebtoken with a KeyObject (a PEM string would
 * make it 33 times slower), rate-limiter-flexible on Redis, an entry token checked by jsonwebtoken, http-proxy-middleware.
 */
import { createPublicKey } from 'node:crypto';
import { Agent } from 'node:http';
import express, { type NextFunction, type Request, type Response } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import jsonwebtoken from 'jsonwebtoken';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { createClient } from 'redis';

const accessKey = createPublicKey(process.env.ACCESS_KEY ?? '');
const entryKey = createPublicKey(process.env.ENTRY_KEY ?? '');
const redis = createClient({ url: process.env.REDIS_URL ?? '', commandOptions: { timeout: 0 } });
await redis.connect();
const limiter = new RateLimiterRedis({
  storeClient: redis,
  useRedisPackage: true,
  points: 1_000_000,
  duration: 60,
  keyPrefix: 'peer',
});

const app = express();
app.use((req: Request, _res: Response, next: NextFunction) => {
  const cookie = /(?:^|; )access_token=([^;]+)/.exec(req.headers.cookie ?? '')?.[1];
  if (req.headers.authorization === undefined && cookie !== undefined) req.headers.authorization = `Bearer ${cookie}`;
  for (const name of ['x-user-id', 'x-user-email', 'x-user-role']) delete req.headers[name];
  next();
});
app.use((req: Request, _res: Response, next: NextFunction) => {
  const claims = jsonwebtoken.verify(req.headers.authorization?.slice('Bearer '.length) ?? '', accessKey, {
    algorithms: ['ES256'],
    audience: 'urr-api',
    issuer: 'urr-auth',
  });
  if (typeof claims === 'object') req.headers['x-user-id'] = claims.sub;
  next();
});
app.use(async (req: Request, res: Response, next: NextFunction) => {
  try {
    await limiter.consume(`general:user:${String(req.headers['x-user-id'])}`);
    next();
  } catch {
    res.status(429).json({ error: 'too many requests' });
  }
});
app.use((req: Request, res: Response, next: NextFunction) => {
  const claims = jsonwebtoken.verify(String(req.headers['x-queue-entry-token']), entryKey, { algorithms: ['ES256'] });
  if (typeof claims === 'object' && claims.uid === req.headers['x-user-id']) next();
  else res.status(403).json({ error: 'queue entry token required' });
});
app.use(
  createProxyMiddleware({
    target: process.env.BACK_END ?? '',
    changeOrigin: true,
    xfwd: true,
    agent: new Agent({ keepAlive: true, maxSockets: 256 }),
  }),
);
app.listen(Number(process.env.PORT), '127.0.0.1');
