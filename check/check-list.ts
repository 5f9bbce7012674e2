import { checkDocComments } from './doc-comments.ts';
import { checkDocuments } from './documents.ts';
import { checkFileLengths } from './file-lengths.ts';
import { checkFileNames } from './file-names.ts';
import { checkLeaks } from './leaks.ts';
import { checkLeftovers } from './leftovers.ts';
import { checkDirections, checkFormat, checkLint, checkTypes, checkUnused } from './tool-checks.ts';

/** Looks at one project and answers what is wrong, one line per fault with the place in front; empty means clean. */
export type Check = { name: string; holds: string; faults: (projectRoot: string) => Promise<string[]> };

/** Everything that `npm run check` demands, in the order in which it is printed. */
export const CHECKS: readonly Check[] = [
  { name: 'types', holds: 'the type checker finds no error', faults: checkTypes },
  { name: 'lint', holds: 'no forgotten promise, no cast, no any', faults: checkLint },
  { name: 'format', holds: 'one format, sorted imports, no default export', faults: checkFormat },
  { name: 'unused', holds: 'no dead file, export or dependency', faults: checkUnused },
  { name: 'directions', holds: 'imports point one way, without cycles', faults: checkDirections },
  { name: 'lengths', holds: 'sources up to 250 lines, tests up to 400', faults: checkFileLengths },
  { name: 'names', holds: 'a file is named after what it holds', faults: checkFileNames },
  { name: 'comments', holds: 'an exported function says what it promises', faults: checkDocComments },
  { name: 'leftovers', holds: 'nothing switched off, silenced or left for later', faults: checkLeftovers },
  { name: 'leaks', holds: 'no secret, no address of the machine it was written on', faults: checkLeaks },
  { name: 'documents', holds: 'what a document points at exists', faults: checkDocuments },
];
