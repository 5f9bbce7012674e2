/** What the mocked provider answers for attributes that AWS chooses: `terraform test` would invent eight random letters. */
import { z } from 'zod';
import type { Block, Resource } from './terraform-json.ts';

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
  aws_launch_template: { id: 'lt-0123456789abcdef0' },
};

/** ACM names a record to prove each domain with; the stack looks its own domains up among them. */
function validationsOf(certificates: readonly Block[]): Readonly<Record<string, unknown>> {
  const domains = certificates.flatMap(({ domain_name, subject_alternative_names }) => [
    domain_name,
    ...((subject_alternative_names ?? []) as unknown[]),
  ]);
  const option = (domain: unknown) => ({
    domain_name: domain,
    resource_record_name: `_mocked.${String(domain)}.`,
    resource_record_type: 'CNAME',
    resource_record_value: '_mocked.acm-validations.aws.',
  });
  return { domain_validation_options: [...new Set(domains)].map(option) };
}

function arnOf(service: string, resource: string): string {
  return `arn:aws:${service}:ap-northeast-2:123456789012:${resource}/mocked`;
}

/**
 * Default attributes for the mocked `resources`: every ARN looks like one, whatever else is checked is in the
 * table above.
 * @param schemas output of `terraform providers schema -json`
 */
export function mockValues(
  schemas: string,
  resources: readonly Resource[],
): Map<string, Readonly<Record<string, unknown>>> {
  const all = Object.values(schemasSchema.parse(JSON.parse(schemas)).provider_schemas).map(
    (one) => one.resource_schemas,
  );
  const certificates = resources.filter(({ type }) => type === 'aws_acm_certificate').map(({ block }) => block);
  const ofStack: typeof known = { aws_acm_certificate: validationsOf(certificates) };
  return new Map(
    [...new Set(resources.map(({ type }) => type))].map((type) => {
      const attributes = all.map((schemasOfOne) => schemasOfOne[type]?.block.attributes).find((found) => found) ?? {};
      const chosenByAws = Object.entries(attributes).filter(
        ([, { type: kind, computed }]) => computed && kind === 'string',
      );
      const arns = chosenByAws
        .filter(([name]) => /(^|_)arn$/.test(name))
        .map(([name]) => [name, arnOf(type.split('_')[1] ?? 'aws', type)]);
      // Eight random letters and digits begin with a digit one time in four, which names may not.
      const names = chosenByAws.filter(([name]) => /^(name|identifier)$/.test(name)).map(([name]) => [name, 'mocked']);
      return [type, { ...Object.fromEntries([...arns, ...names]), ...known[type], ...ofStack[type] }];
    }),
  );
}
