import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { services } from '../../services/registry.ts';

const folder = path.resolve(import.meta.dirname, '../../.github/workflows');
const names = readdirSync(folder).map((file) => path.basename(file, '.yml'));

interface Job {
  readonly permissions?: Record<string, string>;
  readonly environment?: string;
  readonly uses?: string;
  readonly steps?: readonly { readonly uses?: string; readonly run?: string; readonly if?: string }[];
  readonly 'timeout-minutes'?: number;
}
interface Workflow {
  readonly on: Record<string, { readonly inputs?: Record<string, { readonly options?: readonly string[] }> }>;
  readonly permissions: Record<string, string>;
  readonly jobs: Record<string, Job>;
}
const text = (name: string) => readFileSync(path.join(folder, `${name}.yml`), 'utf8');
const read = (name: string) => parse(text(name)) as Workflow;

describe('workflows', () => {
  it('have no right but those that a job names', () => {
    for (const name of names) {
      expect(read(name).permissions, name).to.deep.equal({});
      for (const [id, job] of Object.entries(read(name).jobs)) {
        const rights = job.permissions ?? {};
        if (Object.values(rights).includes('write'))
          expect(`${name} ${id}`).to.be.oneOf([
            'service image',
            'service manifest',
            'staging service',
            'production service',
            'rollback rollback',
            'infrastructure plan',
            'infrastructure deploy',
          ]);
      }
    }
  });

  it('use actions by commit only, and hold no key', () => {
    for (const name of names) {
      for (const [, action] of text(name).matchAll(/uses: (\S+)/g))
        expect(action, name).to.match(/^(\.\/\.github\/workflows\/service\.yml|[\w-]+\/[\w-]+@[0-9a-f]{40})$/);
      expect(text(name), name).not.to.match(/secrets\.|AKIA|aws-secret-access-key/);
    }
  });

  it('put nothing that people write into a shell but as a variable', () => {
    for (const name of names)
      for (const { steps = [] } of Object.values(read(name).jobs))
        for (const { run = '' } of steps) expect(run, name).not.to.contain('${{');
  });

  it('end every job that hangs', () => {
    for (const name of names)
      for (const [id, job] of Object.entries(read(name).jobs))
        if (job.uses === undefined) expect(job['timeout-minutes'], `${name} ${id}`).to.be.within(1, 120);
  });

  it('reach an environment only from the job that carries its approval', () => {
    const { jobs } = read('service');
    expect(jobs['image']?.environment).to.equal('${{ inputs.environment }}');
    expect(Object.values(jobs).filter((job) => job.permissions?.['id-token'] === 'write')).to.have.length(1);
    expect(read('production').on).to.have.all.keys('workflow_dispatch');
    expect(read('infrastructure').jobs['deploy']?.environment).to.equal('${{ inputs.environment }}');
  });

  it('let people choose what the registry has', () => {
    const backends = services.map(({ name }) => name).filter((name) => name !== 'frontend');
    const options = (name: string) => read(name).on['workflow_dispatch']?.inputs?.['service']?.options;
    expect(options('production')).to.have.members(backends);
    expect(options('rollback')).to.have.members([...backends, 'frontend']);
  });
});
