import { z } from 'zod';

/** `matchLabels` and the operators of `matchExpressions`; anything else is refused, not passed over. */
const selector = z.strictObject({ matchLabels: z.record(z.string(), z.string()).default({}) });
export type Selector = z.infer<typeof selector>;

const peer = z.strictObject({
  podSelector: selector.optional(),
  namespaceSelector: selector.optional(),
  ipBlock: z.strictObject({ cidr: z.string(), except: z.array(z.string()).default([]) }).optional(),
});
export type Peer = z.infer<typeof peer>;

const ports = z.array(z.strictObject({ port: z.number(), protocol: z.enum(['TCP', 'UDP']).default('TCP') })).optional();
const inward = z.strictObject({ from: z.array(peer).optional(), ports });
const outward = z.strictObject({ to: z.array(peer).optional(), ports });

/** A NetworkPolicy with the fields that the evaluation understands. */
export const policySchema = z.object({
  kind: z.literal('NetworkPolicy'),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
  spec: z.strictObject({
    podSelector: selector,
    policyTypes: z.array(z.enum(['Ingress', 'Egress'])),
    ingress: z.array(inward).default([]),
    egress: z.array(outward).default([]),
  }),
});
export type NetworkPolicy = z.infer<typeof policySchema>;
