/** What the mocked provider answers for attributes that AWS chooses: `terraform test` would invent eight random letters. */
import { z } from 'zod';

const attributesSchema = z.record(z.string(), z.object({ type: z.unknown(), computed: z.boolean().optional() }));
const schemasSchema = z.object({
  provider_schemas: z.record(
    z.string(),
    z.object({
      resource_schemas: z.record(
        z.string(),
        z.object({ block: z.object({ attributes: attributesSchema.optional() }) }),
      ),
    }),
  ),
});

/** Attributes, per type, that others take apart or check more closely than a text. */
const known: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  aws_eks_cluster: {
    endpoint: 'https://mocked.gr7.ap-northeast-2.eks.amazonaws.com',
    certificate_authority: [{ data: 'bW9ja2Vk' }],
    identity: [{ oidc: [{ issuer: 'https://oidc.eks.ap-northeast-2.amazonaws.com/id/MOCKED' }] }],
  },
  aws_db_instance: {
    master_user_secret: [
      { secret_arn: arnOf('secretsmanager', 'secret'), secret_status: 'active', kms_key_id: arnOf('kms', 'key') },
    ],
  },
};

function arnOf(service: string, resource: string): string {
  return `arn:aws:${service}:ap-northeast-2:123456789012:${resource}/mocked`;
}

/**
 * Default attributes for the mocked resources of `types`: every ARN looks like one, whatever else is checked is in the
 * table above.
 * @param schemas output of `terraform providers schema -json`
 */
export function mockValues(schemas: string, types: readonly string[]): Map<string, Readonly<Record<string, unknown>>> {
  const all = Object.values(schemasSchema.parse(JSON.parse(schemas)).provider_schemas).map(
    (one) => one.resource_schemas,
  );
  return new Map(
    types.map((type) => {
      const attributes = all.map((schemasOfOne) => schemasOfOne[type]?.block.attributes).find((found) => found) ?? {};
      const arns = Object.entries(attributes)
        .filter(([name, { type: kind, computed }]) => computed && kind === 'string' && /(^|_)arn$/.test(name))
        .map(([name]) => [name, arnOf(type.split('_')[1] ?? 'aws', type)]);
      return [type, { ...Object.fromEntries(arns), ...known[type] }];
    }),
  );
}
