import { z } from 'zod';
import { serviceNamed } from '../registry.ts';
import {
  commaList,
  databaseSettings,
  httpSettings,
  internalSettings,
  jsonText,
  redisSettings,
} from '../shared/config/common-settings.ts';
import { importSigningKeys } from '../shared/tokens/keys.ts';
import { emailSchema } from './accounts/account-schemas.ts';
import { halfConfigured, oauthSettings } from './oauth/oauth-settings.ts';

/** Private EC P-256 keys as JWKs: the first signs, all are published. */
const signingKeys = jsonText(z.unknown()).transform((jwks, context) => {
  try {
    return importSigningKeys(jwks);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'cannot be used' });
    return z.NEVER;
  }
});

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  message: 'must be origins such as https://urr.guru',
});

/** The environment of auth (domain.md 0.4). */
export const authConfig = z
  .object({
    ...httpSettings(serviceNamed('auth').port),
    ...internalSettings,
    ...databaseSettings,
    ...redisSettings,
    ACCESS_TOKEN_KEYS: signingKeys,
    /** Cookies over https only; false for plain http on one machine. */
    COOKIE_SECURE: z.stringbool().default(true),
    /** For pages and API on sub-domains of one domain (10.2 #9). */
    COOKIE_DOMAIN: z
      .string()
      .regex(/^\.?[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain')
      .optional(),
    /** Pages that may act with a session cookie (E11). */
    ALLOWED_ORIGINS: commaList.pipe(z.array(origin).min(1)),
    ...oauthSettings,
    ADMIN_EMAIL: emailSchema.optional(),
    ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').max(128).optional(),
  })
  .refine((config) => (config.ADMIN_EMAIL === undefined) === (config.ADMIN_PASSWORD === undefined), {
    path: ['ADMIN_PASSWORD'],
    message: 'ADMIN_EMAIL and ADMIN_PASSWORD are given together or not at all',
  })
  .superRefine((config, context) => {
    for (const path of halfConfigured(config))
      context.addIssue({ code: 'custom', path: [path], message: 'is needed beside its other half' });
  })
  .refine((config) => config.NODE_ENV !== 'production' || config.OAUTH_LOCAL_PROVIDER_URL === undefined, {
    path: ['OAUTH_LOCAL_PROVIDER_URL'],
    message: 'is for one machine and refused in production: it vouches for anybody',
  })
  .refine((config) => config.NODE_ENV !== 'production' || config.COOKIE_SECURE, {
    path: ['COOKIE_SECURE'],
    message: 'must not be false in production',
  });

export type AuthConfig = z.infer<typeof authConfig>;
