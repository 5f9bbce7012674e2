/**
 * A piece of a Terraform string. `text` is literal (escapes `$${` and `%%{` kept as they are), `expression` is what stood
 * between `${` and `}`, `directive` a whole `%{...}`.
 */
export interface TemplatePart {
  readonly kind: 'text' | 'expression' | 'directive';
  readonly source: string;
}

/**
 * Takes a string of Terraform's JSON syntax apart (every such string is a template: Terraform Language, JSON Configuration
 * Syntax, "Expression Mapping").
 * @throws Error when an interpolation never ends
 */
export function templateParts(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = '';
  let at = 0;
  const flush = () => {
    if (literal !== '') parts.push({ kind: 'text', source: literal });
    literal = '';
  };
  while (at < text.length) {
    const opening = text.slice(at, at + 3);
    if (opening === '$${' || opening === '%%{') {
      literal += opening;
      at += 3;
    } else if (opening.startsWith('${') || opening.startsWith('%{')) {
      flush();
      const end = endOfExpression(text, at + 2);
      const isExpression = opening.startsWith('$');
      parts.push({
        kind: isExpression ? 'expression' : 'directive',
        source: isExpression ? text.slice(at + 2, end - 1).trim() : text.slice(at, end),
      });
      at = end;
    } else {
      literal += text[at];
      at += 1;
    }
  }
  flush();
  return parts;
}

// The position after the brace that closes the expression which begins at `from`.
function endOfExpression(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfQuoted(text, at + 1) - 1;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  throw new Error(`an interpolation is not closed: ${text.slice(from - 2, from + 60)}`);
}

/** The position after the quote that closes the text which begins at `from`; a text may hold interpolations again. */
export function endOfQuoted(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '"') return at + 1;
    else if ((character === '$' || character === '%') && text[at + 1] === '{' && text[at - 1] !== character)
      at = endOfExpression(text, at + 2) - 1;
  }
  throw new Error(`a string is not closed: ${text.slice(from - 1, from + 60)}`);
}
