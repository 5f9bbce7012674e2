/**
 * The app of cdktf.json for an emulator: `cdktf deploy prod --app 'node --import=tsx test/apply/emulated-app.ts'` with
 * URR_AWS_ENDPOINT set. The same synthesis, then what the emulator cannot hold is taken out by the one list.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { stackNames, synthesise } from '../../stacks/synthesise.ts';
import { fitToEmulator } from './fit-to-emulator.ts';
import type { TerraformJson } from './terraform-json.ts';

if (!process.env.URR_AWS_ENDPOINT)
  throw new Error('URR_AWS_ENDPOINT must name the emulator: this app is for nothing else');
const outdir = process.env.CDKTF_OUTDIR ?? 'cdktf.out';
const { files } = synthesise(stackNames, outdir, { env: process.env, now: new Date() });
for (const file of files.values()) {
  const stack = JSON.parse(readFileSync(file, 'utf8')) as TerraformJson;
  writeFileSync(file, JSON.stringify(fitToEmulator(stack), null, 2));
}
