import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/auth_db/client.ts';
import { createFoundation, type Foundation } from '../shared/http/foundation.ts';
import { createOriginCheck } from '../shared/identity/origin-check.ts';
import { createPool } from '../shared/postgres/pool.ts';
import { closeRedis, createRedis } from '../shared/redis/redis-client.ts';
import { accessToken } from '../shared/tokens/claims.ts';
import { importKeySet, publicJwks } from '../shared/tokens/keys.ts';
import { createTokenSigner } from '../shared/tokens/sign.ts';
import { createTokenVerifier } from '../shared/tokens/verify.ts';
import type { AccountRepository } from './accounts/account.ts';
import { createAccountRepository } from './accounts/account-repository.ts';
import type { AuthAppDependencies } from './app.ts';
import { createAuthMetrics } from './auth-metrics.ts';
import type { AuthConfig } from './config.ts';
import { createDepartureRepository, type DepartureRepository } from './departure/departure-repository.ts';
import { leave } from './departure/departure-use-cases.ts';
import { withFallback } from './lockout/attempt-counter.ts';
import { createMemoryAttemptCounter } from './lockout/memory-attempt-counter.ts';
import { createRedisAttemptCounter } from './lockout/redis-attempt-counter.ts';
import { createSignInGuard } from './lockout/sign-in-guard.ts';
import { login } from './login/login-use-cases.ts';
import { createFlowCookie } from './oauth/flow-cookie.ts';
import { createIdentityRepository } from './oauth/identity-repository.ts';
import { configuredProviders } from './oauth/oauth-settings.ts';
import { createOAuth } from './oauth/oauth-use-cases.ts';
import { createPasswordHasher, type PasswordHasher } from './passwords/password-hasher.ts';
import { register } from './registration/registration-use-cases.ts';
import { createRoleRepository } from './roles/role-repository.ts';
import { createAuthCookies } from './sessions/auth-cookies.ts';
import { newRefreshToken } from './sessions/refresh-token.ts';
import { createSessionRecords } from './sessions/session-records.ts';
import { createSessionRepository } from './sessions/session-repository.ts';
import { createSessions, refreshTokenSeconds } from './sessions/session-use-cases.ts';

/** What auth is made of; the only place of this service that constructs clients. */
export interface AuthDependencies extends AuthAppDependencies {
  readonly accounts: AccountRepository;
  readonly hasher: PasswordHasher;
  readonly departures: DepartureRepository;
  close(): Promise<void>;
}

/** @param foundation the service's own, made from the configuration; tests pass a silent one */
export function buildDependencies(
  config: AuthConfig,
  foundation: Foundation = createFoundation('auth', config),
): AuthDependencies {
  const { logger } = foundation;
  const clock = () => new Date();
  const pool = createPool({ url: config.DATABASE_URL, max: config.DATABASE_POOL_MAX, name: 'auth', logger });
  const redis = createRedis({ url: config.REDIS_URL, logger });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const metrics = createAuthMetrics(foundation);

  const accounts = createAccountRepository(prisma);
  const hasher = createPasswordHasher();
  const attempts = withFallback(createRedisAttemptCounter(redis), createMemoryAttemptCounter(), metrics.redisAway);
  const guard = createSignInGuard(attempts, clock);
  const sessions = createSessions({
    store: createSessionRepository(pool),
    records: createSessionRecords({ redis, lifeSeconds: refreshTokenSeconds, onLoss: metrics.redisAway }),
    signer: createTokenSigner({ kind: accessToken, key: config.ACCESS_TOKEN_KEYS[0], clock }),
    clock,
    newId: randomUUID,
    newToken: newRefreshToken,
    onRefresh: metrics.refreshed,
  });

  const identities = createIdentityRepository(pool);
  const departures = createDepartureRepository(pool);
  const ownKeys = importKeySet(publicJwks(config.ACCESS_TOKEN_KEYS));

  return {
    foundation,
    accounts,
    hasher,
    sessions,
    identities,
    departures,
    roles: createRoleRepository(pool),
    oauth: createOAuth({ ...configuredProviders(config, clock), identities, sessions }),
    flowCookie: createFlowCookie(config.COOKIE_SECURE),
    leave: leave({ departures, hasher, guard, sessions, clock }),
    accessTokens: createTokenVerifier({ kind: accessToken, keys: () => ownKeys, clock }),
    login: login({ accounts, hasher, guard, sessions }),
    register: register({ accounts, hasher, guard, sessions }),
    cookies: createAuthCookies({ secure: config.COOKIE_SECURE, domain: config.COOKIE_DOMAIN }),
    checkOrigin: createOriginCheck({ allowedOrigins: config.ALLOWED_ORIGINS }),
    keys: config.ACCESS_TOKEN_KEYS,
    // Redis is missing on purpose: without it people still sign in (architecture.md 3.3, domain.md 1.0).
    dependencies: [{ name: 'postgres', check: () => pool.query('SELECT 1') }],
    checkResponses: config.NODE_ENV !== 'production',
    async close() {
      await closeRedis(redis);
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
