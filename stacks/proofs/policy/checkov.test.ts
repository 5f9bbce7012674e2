import { expect } from 'chai';
import { describeWith } from '../../../test/needs.ts';
import { missingPython, type PythonTools, pythonTools } from '../../../test/python-tools/venv.ts';
import { synthesisedStacks } from '../synthesised.ts';
import { type CheckovResult, runCheckov } from './checkov.ts';
import { idleWaivers, unwaived } from './checkov-waivers.ts';

describeWith(missingPython(), 'checkov', () => {
  let tools: PythonTools;
  let result: CheckovResult;

  before(async function () {
    // The first time it installs what requirements-dev.txt names.
    this.timeout(600_000);
    tools = await pythonTools();
    result = await runCheckov(tools.program('checkov'), Object.fromEntries(synthesisedStacks().every));
  });

  it('is the pinned one and looks at the resources', () => {
    expect(result.version).to.equal('3.3.30');
    expect(result.checks).to.be.above(1_000);
  });

  it('finds nothing but what is waived by name, with the reason', () => {
    const faults = unwaived(result.failed).map(({ check, title, where }) => `${check} ${title}: ${where}`);

    expect(faults).to.deep.equal([]);
  });

  it('needs every waiver', () => {
    expect(idleWaivers(result.failed).map(({ check, where }) => `${check} ${where.source}`)).to.deep.equal([]);
  });

  it('sees a database without encryption', async () => {
    const open = { resource: { aws_db_instance: { open: { engine: 'postgres', storage_encrypted: false } } } };

    const { failed } = await runCheckov(tools.program('checkov'), { open });

    expect(failed.map(({ check }) => check)).to.include('CKV_AWS_16');
  });
});
