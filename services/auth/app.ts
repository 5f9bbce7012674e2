import type { Express } from 'express';
import type { Dependency } from '../shared/health/health.ts';
import type { Foundation } from '../shared/http/foundation.ts';
import type { Route } from '../shared/http/route.ts';
import { createServiceApp } from '../shared/http/service-app.ts';
import { type AccountRouteDependencies, accountRoutes } from './accounts/account-routes.ts';
import { type DepartureRouteDependencies, departureRoutes } from './departure/departure-routes.ts';
import { authErrors } from './errors.ts';
import { type KeyRouteDependencies, keyRoutes } from './keys/key-routes.ts';
import { type LoginRouteDependencies, loginRoutes } from './login/login-routes.ts';
import { type OAuthRouteDependencies, oauthRoutes } from './oauth/oauth-routes.ts';
import { type RegistrationRouteDependencies, registrationRoutes } from './registration/registration-routes.ts';
import { type RoleRouteDependencies, roleRoutes } from './roles/role-routes.ts';
import { type SessionRouteDependencies, sessionRoutes } from './sessions/session-routes.ts';

/** What the routes need, together. */
export type AuthAppDependencies = RegistrationRouteDependencies &
  LoginRouteDependencies &
  SessionRouteDependencies &
  AccountRouteDependencies &
  KeyRouteDependencies &
  OAuthRouteDependencies &
  RoleRouteDependencies &
  DepartureRouteDependencies & {
    readonly foundation: Foundation;
    readonly dependencies: readonly Dependency[];
    readonly checkResponses: boolean;
    readonly isReady?: () => boolean;
  };

const authRoutes = (deps: AuthAppDependencies): Route[] => [
  ...registrationRoutes(deps),
  ...loginRoutes(deps),
  ...sessionRoutes(deps),
  ...accountRoutes(deps),
  ...keyRoutes(deps),
  ...oauthRoutes(deps),
  ...roleRoutes(deps),
  ...departureRoutes(deps),
];

/** The Express application of auth; it does not listen. */
export const createAuthApp = ({ foundation, ...deps }: AuthAppDependencies): Express =>
  createServiceApp({
    ...foundation,
    ...deps,
    service: 'auth',
    routes: authRoutes({ foundation, ...deps }),
    errors: authErrors,
  });
