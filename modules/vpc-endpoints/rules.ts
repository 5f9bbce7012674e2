import type { Rule } from '../rule.ts';
import type { VpcEndpointsSettings } from './settings.ts';

const GATEWAY = ['s3', 'dynamodb'];

/** What AWS PrivateLink refuses, and what would leave a workload without its API (AWS PrivateLink Guide: gateway endpoints, private DNS). */
export const vpcEndpointsRules: readonly Rule<Required<VpcEndpointsSettings>>[] = [
  {
    id: 'vpc-endpoints/gateway-kind',
    reads: ['gatewayServices', 'interfaceServices'],
    allowed: 's3 and dynamodb as gateway endpoints, everything else as interface endpoint',
    remedy: 'Move the service: only S3 and DynamoDB have gateway endpoints, and those two cost nothing that way.',
    holds: (p) =>
      p.gatewayServices.every((service) => GATEWAY.includes(service)) &&
      p.interfaceServices.every((service) => !GATEWAY.includes(service)),
    hcl: 'alltrue([for s in var.gateway_services : contains(["s3", "dynamodb"], s)]) && alltrue([for s in var.interface_services : !contains(["s3", "dynamodb"], s)])',
  },
  {
    id: 'vpc-endpoints/each-once',
    reads: ['gatewayServices', 'interfaceServices'],
    allowed: 'each service once, named without com.amazonaws and region',
    remedy: 'Name a service once, like `ecr.api`: two endpoints with the same private DNS name are refused.',
    holds: (p) => {
      const all = [...p.gatewayServices, ...p.interfaceServices];
      return new Set(all).size === all.length && all.every((service) => /^(?!com\.)[a-z0-9.-]+$/.test(service));
    },
    hcl: 'length(distinct(concat(var.gateway_services, var.interface_services))) == length(var.gateway_services) + length(var.interface_services) && alltrue([for s in concat(var.gateway_services, var.interface_services) : can(regex("^[a-z0-9.-]+$", s)) && !startswith(s, "com.")])',
  },
  {
    id: 'vpc-endpoints/coverage',
    reads: ['gatewayServices', 'interfaceServices', 'callers'],
    allowed: 'an endpoint for every API that a tier without internet calls',
    remedy: 'Add the endpoint, or move the caller into a tier with NAT: without either its calls time out.',
    holds: (p) =>
      p.callers
        .filter(({ internet }) => !internet)
        .every(({ apis }) => apis.every((api) => [...p.gatewayServices, ...p.interfaceServices].includes(api))),
    hcl: 'alltrue(flatten([for c in var.callers : [for a in c.apis : c.internet || contains(concat(var.gateway_services, var.interface_services), a)]]))',
  },
];
