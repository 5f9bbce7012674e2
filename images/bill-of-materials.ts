import type { InstalledPackage } from './package-closure.ts';

/** What is inside an image, as CycloneDX 1.6: for whoever asks on the day of the next advisory. */
export function billOfMaterials(program: string, packages: readonly InstalledPackage[]) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: `urr-${program}` } },
    components: packages.map(({ name, version, license }) => ({
      type: 'library',
      name,
      version,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
    })),
  };
}
