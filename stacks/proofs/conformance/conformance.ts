import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { synthesisedStacks } from '../synthesised.ts';
import { deviationRows } from './deviations.ts';
import { disagreements, saidIn } from './document.ts';
import { judge, type Verdict } from './judge.ts';
import { type Manifest, type Overlay, readOverlay } from './read-overlay.ts';
import { documentedPassages } from './table.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Judges every documented value against the stacks, the manifests and the sources as they are now. */
export function checkConformance(): Verdict[] {
  const { prod, staging, platform } = synthesisedStacks();
  const overlays = new Map<Overlay, Manifest[]>();
  const manifests = (overlay: Overlay): readonly Manifest[] => {
    const found = overlays.get(overlay) ?? readOverlay(path.join(root, 'k8s/spring/overlays', overlay));
    overlays.set(overlay, found);
    return found;
  };
  const listed = deviationRows(readFileSync(path.join(root, 'docs/deviations.md'), 'utf8'));
  return judge(documentedPassages, {
    built: {
      prod: { environment: 'prod', stack: prod, platform: platform.prod, manifests },
      staging: { environment: 'staging', stack: staging, platform: platform.staging, manifests },
    },
    isListed: (row) => listed.has(row),
    exists: (place) => existsSync(path.join(root, place)),
  });
}

/** Where the architecture document lies beside a checkout, as in CI. */
const ARCHITECTURE = path.join(root, '../shared/spec/architecture.md');

/** What the table and the document say differently; undefined, and said aloud, where the document is not there. */
export function compareWithDocument(file = ARCHITECTURE): string[] | undefined {
  if (!existsSync(file)) {
    console.warn(`SKIPPED: the table is not compared with the document, ${file} is not there`);
    return undefined;
  }
  return disagreements(saidIn(readFileSync(file, 'utf8')), documentedPassages);
}
