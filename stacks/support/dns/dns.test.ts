import { expect, use } from 'chai';
import { chaiTerraform } from '../../../test/chai-terraform/chai-terraform.ts';
import { synth } from '../../testing/synth.ts';
import { AliasRecords } from './alias-records.ts';
import { HostedZone } from './hosted-zone.ts';

use(chaiTerraform);

describe('dns', () => {
  it('makes a zone where none is given', () => {
    const stack = synth((scope) => {
      new HostedZone(scope, 'zone', { domain: 'tickets.example.com', hostedZoneId: null });
    });

    expect(stack).to.have.resource('aws_route53_zone', { name: 'tickets.example.com' });
  });

  it('uses the zone that is given', () => {
    const zones: HostedZone[] = [];
    const stack = synth((scope) => {
      zones.push(new HostedZone(scope, 'zone', { domain: 'tickets.example.com', hostedZoneId: 'Z123' }));
    });

    expect(stack).to.have.resourceCount('aws_route53_zone', 0);
    expect(zones[0]?.zoneId).to.equal('Z123');
  });

  it('leads every name to the target, over IPv4 and IPv6', () => {
    const stack = synth((scope) => {
      new AliasRecords(scope, 'addresses', {
        zoneId: 'Z123',
        names: ['tickets.example.com', 'www.tickets.example.com'],
        target: { domainName: 'd1.cloudfront.net', zoneId: 'Z2FDTNDATAQYW2' },
      });
    });

    expect(stack).to.have.resourceCount('aws_route53_record', 4);
    for (const type of ['A', 'AAAA'])
      expect(stack).to.have.resource('aws_route53_record', {
        name: 'www.tickets.example.com',
        type,
        alias: { name: 'd1.cloudfront.net', zone_id: 'Z2FDTNDATAQYW2', evaluate_target_health: false },
      });
  });
});
