import { expect } from 'chai';
import { type PythonTools, pythonTools } from '../../../test/python-tools/venv.ts';
import { synthesisedStacks } from '../synthesised.ts';
import { type CheckovResult, runCheckov } from './checkov.ts';
import { idleWaivers, unwaived } from './checkov-waivers.ts';

describe('checkov, where there is python', () => {
  let tools: PythonTools | undefined;
  let result: CheckovResult | undefined;

  before(async function () {
    // The first time it installs what requirements-dev.txt names. Without python it says aloud that nothing is checked.
    this.timeout(600_000);
    tools = await pythonTools();
    if (tools !== undefined)
      result = await runCheckov(tools.program('checkov'), Object.fromEntries(synthesisedStacks().every));
  });

  it('is the pinned one and looks at the resources', () => {
    if (result === undefined) return;
    expect(result.version).to.equal('3.3.30');
    expect(result.checks).to.be.above(1_000);
  });

  it('finds nothing but what is waived by name, with the reason', () => {
    const faults = unwaived(result?.failed ?? []).map(({ check, title, where }) => `${check} ${title}: ${where}`);

    expect(faults).to.deep.equal([]);
  });

  it('needs every waiver', () => {
    if (result === undefined) return;
    expect(idleWaivers(result.failed).map(({ check, where }) => `${check} ${where.source}`)).to.deep.equal([]);
  });

  it('sees a database without encryption', async () => {
    if (tools === undefined) return;
    const open = { resource: { aws_db_instance: { open: { engine: 'postgres', storage_encrypted: false } } } };

    const { failed } = await runCheckov(tools.program('checkov'), { open });

    expect(failed.map(({ check }) => check)).to.include('CKV_AWS_16');
  });
});
