/**
 * Group G from outside: schemathesis (PyPI) reads the joined OpenAPI document at the gateway, as any client would, makes its
 * own requests and judges the answers by that document. SCHEMATHESIS_EXAMPLES=1000 tries longer.
 */
import { spawn } from 'node:child_process';
import { expect } from 'chai';
import { mainEvents } from '../../prisma/seed/events.ts';
import { describeWith } from '../needs.ts';
import { contractPlatform } from '../platform/contract-platform.ts';
import { missingPython, pythonTools } from '../python-tools/venv.ts';

const examples = process.env.SCHEMATHESIS_EXAMPLES ?? '3';
/** Of the answers; how well they please schemathesis' idea of invalid data is another matter. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Not execFile: a test platform's answers make more output than its buffer holds. */
function run(program: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { PATH: process.env.PATH, PYTHONUTF8: '1', NO_COLOR: '1' },
      stdio: 'pipe',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

describeWith(missingPython(), 'schemathesis at the gateway', function () {
  // The first run installs the programs: two minutes, and more on a busy machine.
  this.timeout(1_200_000);

  for (const role of ['user', 'admin'] as const) {
    it(`finds no answer outside the document, asking as ${role}`, async () => {
      const tools = await pythonTools();
      const { platform, crowd } = await contractPlatform();
      const { headers } = crowd.newcomer(mainEvents.concert.id, role);

      const { code, output } = await run(tools.program('schemathesis'), [
        'run',
        `${platform.urls.gateway}/openapi.json`,
        ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
        ...'--phases examples,coverage,fuzzing --generation-database none --seed 20261122 --workers 1'.split(' '),
        // An event stream never ends; asking about artists needs another company's service.
        ...'--exclude-path-regex /stream/|/artists/enrich --request-timeout 20'.split(' '),
        '--checks',
        checks.join(','),
        '--max-examples',
        examples,
      ]);

      const summary = output.slice(output.lastIndexOf('SUMMARY')).split('\n').slice(1, 30);
      console.log(summary.map((line) => `      ${line}`).join('\n'));
      // Failures and errors stand before the warnings, which advise on how to test.
      expect(code, output.slice(0, output.search(/=+ WARNINGS/)).slice(-20_000)).to.equal(0);
    });
  }
});
