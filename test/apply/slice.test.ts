import { expect } from 'chai';
import { partsOf, rootsOf, slice } from './slice.ts';
import { takeOut } from './take-out.ts';
import { resourcesOf, type TerraformJson } from './terraform-json.ts';

const at = (path: string) => ({ '//': { metadata: { path: `prod/${path}` } } });
const stack: TerraformJson = {
  terraform: { backend: { s3: {} }, required_providers: { aws: {} } },
  provider: { aws: [{ region: 'ap-northeast-2' }] },
  output: { id: { value: 'x' } },
  locals: { zone: 'a', unread: 'b' },
  data: { aws_prefix_list: { cdn: { name: 'cdn' } } },
  resource: {
    aws_vpc: { main: { ...at('vpc/main'), zone: '${' + 'local.zone}' } },
    aws_subnet: { one: { ...at('vpc/one'), vpc_id: '${' + 'aws_vpc.main.id}' } },
    aws_msk_cluster: {
      kafka: {
        ...at('msk/cluster'),
        subnets: ['${' + 'aws_subnet.one.id}'],
        list: '${' + 'data.aws_prefix_list.cdn.id}',
      },
    },
    aws_iam_policy: {
      reads: {
        ...at('identities/reads'),
        policy: '{"Resource":"${' + 'replace(aws_msk_cluster.kafka.arn, \\"a\\", \\"b\\")}"}',
        depends_on: ['aws_msk_cluster.kafka', 'aws_vpc.main'],
      },
    },
  },
};
const addresses = (json: TerraformJson) => resourcesOf(json).map(({ address }) => address);

describe('slice of a stack', () => {
  it('knows the parts of a stack', () => {
    expect(partsOf(stack)).to.deep.equal(['vpc', 'msk', 'identities']);
  });

  it('gives each module a root, and the supporting parts that lean on none a common one', () => {
    const withKeys = {
      ...stack,
      resource: { ...stack.resource, aws_kms_key: { key: at('keys/key'), zone: at('dns/zone') } },
    };

    expect(rootsOf(withKeys, ['vpc', 'msk'])).to.deep.equal([
      { name: 'vpc', parts: ['vpc'] },
      { name: 'msk', parts: ['msk'] },
      { name: 'identities', parts: ['identities'] },
      { name: 'support', parts: ['keys', 'dns'] },
    ]);
  });

  it('takes a part with everything that it refers to, through others as well', () => {
    const root = slice(stack, ({ path }) => path[0] === 'msk');

    expect(addresses(root)).to.deep.equal(['aws_vpc.main', 'aws_subnet.one', 'aws_msk_cluster.kafka']);
    expect(root.data).to.have.nested.property('aws_prefix_list.cdn');
    expect(root.locals).to.deep.equal({ zone: 'a' });
  });

  it('leaves backend and outputs behind, and no empty block', () => {
    const root = slice(stack, ({ type }) => type === 'aws_subnet');

    expect(root.terraform).to.deep.equal({ required_providers: { aws: {} } });
    expect(root).to.not.have.any.keys('output', 'data');
  });
});

describe('taking types out of a stack', () => {
  const root = takeOut(stack, new Set(['aws_msk_cluster']));

  it('removes them', () => {
    expect(addresses(root)).to.deep.equal(['aws_vpc.main', 'aws_subnet.one', 'aws_iam_policy.reads']);
  });

  it('puts an ARN where their ARN was read, inside an expression too', () => {
    expect(root.resource?.aws_iam_policy?.reads?.policy).to.equal(
      '{"Resource":"${' + 'replace("arn:aws:msk:ap-northeast-2:123456789012:emulated/arn", \\"a\\", \\"b\\")}"}',
    );
  });

  it('lets nobody wait for them', () => {
    expect(root.resource?.aws_iam_policy?.reads?.depends_on).to.deep.equal(['aws_vpc.main']);
  });
});
