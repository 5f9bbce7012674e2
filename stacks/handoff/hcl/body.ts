import { aligned, expression, indented, quoted } from './expression.ts';
import { reindent } from './indentation.ts';
import type { JsonValue } from './json-value.ts';

/** One thing in the body of a block, in the order in which it is written. */
export type BodyItem =
  | { readonly kind: 'argument'; readonly name: string; readonly value: JsonValue }
  /** An argument whose right side is HCL already: a reference, a list of references, a type. */
  | { readonly kind: 'raw'; readonly name: string; readonly text: string }
  | { readonly kind: 'block'; readonly block: Block }
  /** Lines of a comment, without the number sign. */
  | { readonly kind: 'comment'; readonly text: string };

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: readonly BodyItem[];
}

/** Blocks with an empty line between them, as they stand in a file, formatted as `terraform fmt` leaves them. */
export function fileText(header: readonly string[], blocks: readonly Block[]): string {
  const comment = header.map((line) => `# ${line}`.trimEnd()).join('\n');
  return reindent(`${[comment, ...blocks.map(blockText)].filter(Boolean).join('\n\n')}\n`);
}

/** One block, from its type to its closing brace. */
function blockText({ type, labels, body }: Block): string {
  const head = [type, ...labels.map(quoted)].join(' ');
  return body.length === 0 ? `${head} {}` : `${head} {\n${indented(bodyText(body))}\n}`;
}

// Arguments that follow each other form one group, whose equals signs stand in a column; blocks keep an empty line around.
function bodyText(body: readonly BodyItem[]): string {
  const groups: string[] = [];
  let entries: { name: string; text: string }[] = [];
  let comment = '';
  const closeGroup = () => {
    if (entries.length > 0) groups.push(aligned(entries));
    entries = [];
  };
  for (const item of body) {
    if (item.kind === 'comment') {
      closeGroup();
      comment = `${item.text.split('\n').map(commentLine).join('\n')}\n`;
      continue;
    }
    if (item.kind === 'block') {
      closeGroup();
      groups.push(comment + blockText(item.block));
    } else {
      const text = item.kind === 'raw' ? item.text : expression(item.value);
      if (comment !== '') {
        closeGroup();
        groups.push(`${comment}${item.name} = ${text}`);
      } else entries.push({ name: item.name, text });
    }
    comment = '';
  }
  closeGroup();
  return groups.join('\n\n');
}

const commentLine = (line: string) => `# ${line}`.trimEnd();
