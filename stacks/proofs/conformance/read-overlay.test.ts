import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { describeWith } from '../../../test/needs.ts';
import { missingKubectl, renderOverlay } from '../network-policies/read-overlay.ts';
import { type Manifest, readOverlay } from './read-overlay.ts';

const overlays = path.resolve(import.meta.dirname, '../../../k8s/spring/overlays');
const deployment = (name: string, more: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\n${more}\n`;

describe('an overlay as kustomize merges it', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'overlay-'));
    mkdirSync(path.join(folder, 'base'));
    file('base/kustomization.yaml', 'apiVersion: v1\nkind: Kustomization\nresources: [a.yaml]');
    file('base/a.yaml', deployment('a', 'spec: { replicas: 1, template: { spec: { containers: [{ image: x }] } } }'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const overlay = (rest: string) =>
    file('kustomization.yaml', `apiVersion: v1\nkind: Kustomization\nresources: [base]\n${rest}`);
  const patched = (patch: string) => {
    overlay('namespace: here\npatches: [{ path: p.yaml }]');
    file('p.yaml', patch);
    return readOverlay(folder);
  };

  it('is empty where there is none', () => {
    expect(readOverlay(path.join(folder, 'nowhere'))).to.deep.equal([]);
  });

  it('puts patches over the base, and everything into the namespace', () => {
    expect(patched(deployment('a', 'spec: { replicas: 3, paused: null }'))).to.deep.equal([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'a', namespace: 'here' },
        spec: { replicas: 3, template: { spec: { containers: [{ image: 'x' }] } } },
      },
    ]);
  });

  it('takes out what a patch deletes', () => {
    expect(patched(deployment('a', '$patch: delete'))).to.deep.equal([]);
  });

  it('refuses what it would read otherwise than it is applied', () => {
    expect(() => patched(deployment('b', 'spec: { replicas: 3 }'))).to.throw('apps/v1 Deployment b finds nothing');
    expect(() => patched(deployment('a', 'spec: { template: { spec: { containers: [] } } }'))).to.throw('containers');
    overlay('namePrefix: other-');
    expect(() => readOverlay(folder)).to.throw('namePrefix');
  });
});

describeWith(missingKubectl(), 'an overlay as kubectl renders it', function () {
  this.timeout(20_000);
  for (const name of ['kind', 'staging', 'prod'])
    it(`is what is read of ${name}`, () => {
      expect(sorted(readOverlay(path.join(overlays, name)))).to.deep.equal(sorted(renderOverlay(name)));
    });
});

/** Without images, which this reading leaves as they are, and in one order. */
const sorted = (objects: readonly Manifest[]): unknown[] =>
  objects
    .map((each) => JSON.parse(JSON.stringify(each, (key, value: unknown) => (key === 'image' ? undefined : value))))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
const keyOf = ({ kind, metadata: { name } }: { kind: string; metadata: { name: string } }): string => `${kind} ${name}`;
