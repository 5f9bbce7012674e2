/**
 * `npm run synth -- [stack ...]`: writes the Terraform JSON of the stacks, of all of them when none is named. The cdktf CLI
 * runs the same file (cdktf.json) and gives the folder in CDKTF_OUTDIR.
 */
import { capacityWarnings } from './proofs/capacity/at-synth.ts';
import { platformNames, stackNames, synthesise } from './synthesise.ts';

const started = performance.now();
const asked = process.argv.slice(2);
try {
  const { files, warnings } = synthesise(
    asked.length === 0 ? [...stackNames, ...platformNames] : asked,
    process.env.CDKTF_OUTDIR ?? 'cdktf.out',
    {
      env: process.env,
      now: new Date(),
      // `cdktf deploy bootstrap-prod` on an account without a bucket; `npm run bootstrap` also moves the state afterwards.
      bootstrapState: process.env.URR_BOOTSTRAP_STATE === 'local' ? 'local' : 'bucket',
    },
  );
  for (const warning of warnings) console.error(`warning  ${warning}`);
  for (const line of capacityWarnings(files)) console.error(`capacity ${line}`);
  for (const [name, file] of files) console.log(`${name.padEnd(18)} ${file}`);
  console.log(`${files.size} stacks in ${((performance.now() - started) / 1_000).toFixed(2)} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
