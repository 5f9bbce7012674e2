import { z } from 'zod';
import { lambdaVwrDefaults } from '../../modules/lambda-vwr/settings.ts';
import { jsonText } from '../../services/shared/config/common-settings.ts';

const keySet = jsonText(z.object({ keys: z.array(z.looseObject({ kid: z.string() })) }));

/** The environment of the local edge; the functions in it read their own variables, as on AWS. */
const edgeEnvironment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().default(8080),
  GATEWAY_URL: z.url(),
  /** Nobody is there without it: a page says so. */
  FRONTEND_URL: z.url().optional(),
  /** What is uploaded while the platform runs: the list of active waiting rooms. */
  BUCKET_FOLDER: z.string(),
  /** Inside the project; the functions are compiled into it. */
  BUILD_FOLDER: z.string(),
  VWR_TOKEN_JWKS: keySet,
  ENTRY_TOKEN_JWKS: keySet,
  /** Whether the gate stands before the token check (modules/cloudfront, `gate`). */
  GATE: z.enum(['true', 'false']).default('false'),
  /** Of API Gateway: documented 5,000 and 10,000, in staging 1,000 and 2,000 (architecture.md 5.10). */
  RATE_LIMIT: z.coerce.number().positive().default(lambdaVwrDefaults.rateLimit),
  BURST_LIMIT: z.coerce.number().positive().default(lambdaVwrDefaults.burstLimit),
});

/** @throws ZodError that names what is missing or wrong */
export function readEdgeEnvironment(env: Readonly<Record<string, string | undefined>>) {
  return edgeEnvironment.parse(env);
}
