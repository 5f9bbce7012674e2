import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * What the docstrings of a module's settings and props say, by the name of the input: the one source of the descriptions
 * of its variables.
 * @param folder `modules/<name>`
 */
export function inputDescriptions(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  for (const name of sources) {
    const file = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of file.statements)
      if (ts.isInterfaceDeclaration(statement) && /(Settings|Props)$/.test(statement.name.text))
        for (const member of statement.members) {
          const text = docstringOf(member);
          if (text !== '' && member.name !== undefined && ts.isIdentifier(member.name))
            found.set(member.name.text, text);
        }
  }
  return found;
}

function docstringOf(member: ts.TypeElement): string {
  const comments = ts.getJSDocCommentsAndTags(member).map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '');
  return comments.join(' ').replace(/\s+/g, ' ').trim();
}
