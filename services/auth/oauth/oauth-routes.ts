import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import type { OriginRequest } from '../../shared/identity/origin-check.ts';
import type { AuthCookies } from '../sessions/auth-cookies.ts';
import { clientOf } from '../sessions/client-of.ts';
import { signedInAnswer, signedInSchema } from '../sessions/signed-in-answer.ts';
import type { FlowCookie } from './flow-cookie.ts';
import { providerNameSchema } from './oauth-provider.ts';
import type { OAuth } from './oauth-use-cases.ts';

export interface OAuthRouteDependencies {
  readonly oauth: OAuth;
  readonly flowCookie: FlowCookie;
  readonly cookies: AuthCookies;
  readonly checkOrigin: (request: OriginRequest) => void;
}

const params = z.object({ provider: providerNameSchema });
/** What the provider's page sent to ours. */
const returnBody = z.strictObject({ code: z.string().min(1).max(2_000), state: z.string().min(1).max(200) });
const beginAnswer = z.object({ authorizationUrl: z.url() });
const messageSchema = z.object({ message: z.string() });
const linkSchema = z.object({ provider: providerNameSchema, email: z.string().nullable(), linkedAt: z.iso.datetime() });
const providerErrors = [
  'OAUTH_NOT_CONFIGURED',
  'OAUTH_REFUSED',
  'UPSTREAM_FAILED',
  'UPSTREAM_TIMEOUT',
  'ORIGIN_REFUSED',
];

/**
 * Signing in with Google, Kakao and Naver: our page asks where to go, goes, and brings back what the provider gave it. Nothing
 * here redirects (E10), and every step is a request of our own page (E11).
 */
export function oauthRoutes(deps: OAuthRouteDependencies): Route[] {
  return [...signInRoutes(deps), ...linkRoutes(deps)];
}

function signInRoutes({ oauth, flowCookie, cookies, checkOrigin }: OAuthRouteDependencies): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/auth/google',
      summary: "Sign in with the credential (ID token) of Google's button",
      access: 'public',
      input: { body: z.strictObject({ credential: z.string().min(1).max(4_096) }) },
      responses: { 200: signedInSchema },
      errors: [...providerErrors, 'OAUTH_LINK_REQUIRED'],
      handler: async ({ body, req }) => {
        checkOrigin(req);
        const signedIn = await oauth.signInWithCredential(body.credential, clientOf(req));
        return signedInAnswer(200, 'Signed in.', signedIn, cookies);
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/oauth/:provider/begin',
      summary: 'Begin to sign in with another provider: where to send the browser',
      access: 'public',
      input: { params },
      responses: { 200: beginAnswer },
      errors: ['OAUTH_NOT_CONFIGURED', 'ORIGIN_REFUSED'],
      handler: ({ params: { provider }, req }) => {
        checkOrigin(req);
        return begun(oauth.begin(provider, null), flowCookie);
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/oauth/:provider',
      summary: 'Sign in with what the provider sent back; somebody new gets an account',
      access: 'public',
      input: { params, body: returnBody },
      responses: { 200: signedInSchema },
      errors: [...providerErrors, 'OAUTH_LINK_REQUIRED'],
      handler: async ({ params: { provider }, body, headers, req, res }) => {
        checkOrigin(req);
        // Also after a refusal: a flow is good for one try.
        res.append('set-cookie', flowCookie.none());
        const signedIn = await oauth.signIn(provider, flowCookie.read(headers.cookie), body, clientOf(req));
        const answer = signedInAnswer(200, 'Signed in.', signedIn, cookies);
        return {
          ...answer,
          headers: { ...answer.headers, 'set-cookie': [...cookies.of(signedIn), flowCookie.none()] },
        };
      },
    }),
  ];
}

function linkRoutes({ oauth, flowCookie, checkOrigin }: OAuthRouteDependencies): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/auth/links',
      summary: 'The accounts of other providers that open this one',
      access: 'user',
      input: {},
      responses: { 200: z.object({ links: z.array(linkSchema) }) },
      handler: async ({ user }) => {
        const links = await oauth.linksOf(user.id);
        const body = { links: links.map((link) => ({ ...link, linkedAt: link.linkedAt.toISOString() })) };
        return { status: 200, body, headers: { 'cache-control': 'no-store' } };
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/links/:provider/begin',
      summary: 'Begin to link an account of another provider',
      access: 'user',
      input: { params },
      responses: { 200: beginAnswer },
      errors: ['OAUTH_NOT_CONFIGURED', 'ORIGIN_REFUSED'],
      handler: ({ params: { provider }, user, req }) => {
        checkOrigin(req);
        return begun(oauth.begin(provider, user.id), flowCookie);
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/links/:provider',
      summary: 'Link the account that the provider sent back',
      access: 'user',
      input: { params, body: returnBody },
      responses: { 200: messageSchema },
      errors: [...providerErrors, 'OAUTH_IDENTITY_TAKEN'],
      handler: async ({ params: { provider }, body, user, headers, req, res }) => {
        checkOrigin(req);
        res.setHeader('set-cookie', flowCookie.none());
        await oauth.link(provider, flowCookie.read(headers.cookie), body, user.id);
        return { status: 200, body: { message: `You can sign in with ${provider} now.` } };
      },
    }),
    route({
      method: 'delete',
      path: '/api/auth/links/:provider',
      summary: 'Unlink; the last way to sign in stays',
      access: 'user',
      input: { params },
      responses: { 200: messageSchema },
      errors: ['OAUTH_LINK_NOT_FOUND', 'LAST_WAY_IN', 'ORIGIN_REFUSED'],
      handler: async ({ params: { provider }, user, req }) => {
        checkOrigin(req);
        await oauth.unlink(user.id, provider);
        return { status: 200, body: { message: `You cannot sign in with ${provider} any more.` } };
      },
    }),
  ];
}

const begun = ({ url, flow }: ReturnType<OAuth['begin']>, flowCookie: FlowCookie) => ({
  status: 200,
  body: { authorizationUrl: url.href },
  headers: { 'set-cookie': flowCookie.of(flow), 'cache-control': 'no-store' },
});
