import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

/** What the docstrings of a module's source say: the one source of all descriptions in the tree. */
export interface Docstrings {
  /** Of the settings and props, by the name of the input. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Of the fields of the module's construct, by their name. */
  readonly fields: ReadonlyMap<string, string>;
  /** Of the construct itself: what it is, and the sections and rulings that say so. */
  readonly module: string;
}

/** What an input says that needs no words where it is written, because it is the same in every module. */
const COMMON: Readonly<Record<string, string>> = {
  vpcId: 'The VPC in which all of it stands.',
  subnets: 'Subnets of its tier, one per zone (architecture.md 1.2).',
  alarmTopicArn: 'SNS topic that hears of alarms.',
  accountId: 'AWS account, twelve digits: names of buckets and policies carry it.',
  region: 'Region of the stack, for example `ap-northeast-2`.',
  advancerRoleArn: 'Role of the function that advances the queue (architecture.md 7).',
  countersTableName: 'Table of the counters (module dynamodb-vwr).',
  positionsTableName: 'Table of the positions (module dynamodb-vwr).',
  bundle: 'Zip with the code of the function; the tree brings it in bundles/.',
  apiBundle: 'Zip with the code of the API function; the tree brings it in bundles/.',
  advancerBundle: 'Zip with the code of the advancing function; the tree brings it in bundles/.',
  viewerRequestBundle: 'Zip with the code of the token check at the edge; the tree brings it in bundles/.',
};

/** @param folder `modules/<name>`, or `stacks/support/<name>` */
export function readDocstrings(folder: string): Docstrings {
  const inputs = new Map<string, string>(Object.entries(COMMON));
  const fields = new Map<string, string>();
  let module = '';
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  for (const name of sources) {
    const file = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of file.statements)
      if (ts.isInterfaceDeclaration(statement) && /(Settings|Props)$/.test(statement.name.text))
        addMembers(inputs, statement.members);
      else if (
        (name === 'index.ts' || name === `${basename(folder)}.ts`) &&
        ts.isClassDeclaration(statement) &&
        isExported(statement)
      ) {
        addMembers(fields, statement.members);
        module = docstringOf(statement);
      }
  }
  return { inputs, fields, module };
}

function addMembers(found: Map<string, string>, members: readonly (ts.TypeElement | ts.ClassElement)[]): void {
  for (const member of members) {
    const text = docstringOf(member);
    if (text !== '' && member.name !== undefined && ts.isIdentifier(member.name)) found.set(member.name.text, text);
  }
}

function isExported(statement: ts.ClassDeclaration): boolean {
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function docstringOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '');
  return comments.join(' ').replace(/\s+/g, ' ').trim();
}
