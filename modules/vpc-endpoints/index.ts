import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import { Construct } from 'constructs';
import { enforceRules } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import { endpointPolicy } from './policies.ts';
import { vpcEndpointsRules } from './rules.ts';
import { type VpcEndpointsSettings, vpcEndpointsDefaults } from './settings.ts';

export interface VpcEndpointsProps extends VpcEndpointsSettings {
  /** Start of every name, for example `urr-prod`. */
  readonly namePrefix: string;
  /** Region of the service names, for example `ap-northeast-2`. */
  readonly region: string;
  readonly vpcId: string;
  /** Where the interface endpoints stand (architecture.md 1.4: App subnets). */
  readonly subnets: Subnets<'app'>;
  /** Tables that get the routes of the gateway endpoints: all (architecture.md 1.4). */
  readonly routeTableIds: readonly string[];
  /** The only account whose principals may use the endpoints. */
  readonly accountId: string;
}

/**
 * Private ways to AWS: S3 and DynamoDB by route, the others by a network interface with the public name of the service
 * (architecture.md 1.4). Service names are computed, so that nothing is unknown while Terraform plans.
 */
export class VpcEndpoints extends Construct {
  readonly securityGroup: SecurityGroup;
  /** Group of the interface endpoints; its rules are drawn in stacks/support/security-groups. */
  readonly securityGroupId: string;
  /** By service, for example `ecr.api`. */
  readonly endpoints: Readonly<Record<string, VpcEndpoint>>;

  constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    const settings = { ...vpcEndpointsDefaults, ...props };
    enforceRules(this, settings, vpcEndpointsRules);

    this.securityGroup = new SecurityGroup(this, 'security-group', {
      name: `${props.namePrefix}-vpc-endpoints`,
      description: 'Interface endpoints of AWS services',
      vpcId: props.vpcId,
      tags: { Name: `${props.namePrefix}-vpc-endpoints` },
    });
    this.securityGroupId = this.securityGroup.id;

    const gateways = new Set(settings.gatewayServices);
    const interfaces = new Set(settings.interfaceServices.filter((service) => !gateways.has(service)));
    this.endpoints = Object.fromEntries([
      ...[...gateways].map((service) => [service, this.#endpoint(service, props, this.#gateway(props))] as const),
      ...[...interfaces].map((service) => [service, this.#endpoint(service, props, this.#interface(props))] as const),
    ]);
  }

  #gateway({ routeTableIds }: VpcEndpointsProps) {
    return { vpcEndpointType: 'Gateway', routeTableIds: [...routeTableIds] };
  }

  #interface({ subnets }: VpcEndpointsProps) {
    return {
      vpcEndpointType: 'Interface',
      subnetIds: [...subnets.ids],
      securityGroupIds: [this.securityGroupId],
      privateDnsEnabled: true,
    };
  }

  #endpoint(service: string, props: VpcEndpointsProps, kind: { readonly vpcEndpointType: string }): VpcEndpoint {
    return new VpcEndpoint(this, service.replaceAll('.', '-'), {
      ...kind,
      vpcId: props.vpcId,
      serviceName: `com.amazonaws.${props.region}.${service}`,
      policy: endpointPolicy(service, props),
      tags: { Name: `${props.namePrefix}-${service}` },
    });
  }
}
