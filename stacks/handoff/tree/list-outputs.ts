import { isList, type JsonValue } from '../hcl/json-value.ts';
import type { EnvironmentSource, HomeName } from './environment-source.ts';
import { moduleLabel } from './names.ts';
import { partNames } from './part-spec.ts';
import { mapStrings } from './references.ts';

const REFERENCE = /(?<![\w.-])module\.(\w+)\.(\w+)/g;

/**
 * Where a module takes a list of another's outputs, that one gives the list itself (`app_subnet_ids` instead of one output
 * per subnet), as a person would have written it; outputs that nobody reads any more are left out.
 */
export function withListOutputs(source: EnvironmentSource): EnvironmentSource {
  const outputs = new Map([...source.outputs].map(([name, ofModule]) => [name, new Map(ofModule)]));
  const calls = source.calls.map((call) => {
    const given = [...call.arguments].map(([name, value]): [string, JsonValue] => [name, listOutput(value, outputs)]);
    return { ...call, arguments: new Map(given) };
  });
  const used = new Set<string>();
  const values = [
    ...calls.flatMap((call) => [...call.arguments.values()]),
    ...[...source.parts.values()].flat().map(({ json }) => json),
  ];
  for (const value of values)
    mapStrings(value, (text) => {
      for (const [, module, output] of text.matchAll(REFERENCE)) used.add(`${module}.${output}`);
      return text;
    });
  const read = [...outputs].map(
    ([name, ofModule]) =>
      [name, new Map([...ofModule].filter(([output]) => used.has(`${moduleLabel(name)}.${output}`)))] as const,
  );
  return { ...source, calls, outputs: new Map(read) };
}

function listOutput(value: JsonValue, outputs: ReadonlyMap<HomeName, Map<string, string>>): JsonValue {
  if (!isList(value) || value.length < 2) return value;
  const references = value.map((item) => /^\$\{module\.(\w+)\.(\w+)\}$/.exec(typeof item === 'string' ? item : ''));
  const module = references[0]?.[1];
  // A list of one type says something of a documented module; the identities have a hundred policies.
  if (partNames.some((name) => moduleLabel(name) === module)) return value;
  const ofModule = [...outputs].find(([name]) => moduleLabel(name) === module)?.[1];
  const expressions = references.map((reference) =>
    reference?.[1] === module ? ofModule?.get(reference?.[2] ?? '') : undefined,
  );
  const names = references.map((reference) => reference?.[2] ?? '');
  const name = listName(names, expressions);
  if (ofModule === undefined || name === undefined) return value;
  const expression = `[${expressions.join(', ')}]`;
  const taken = ofModule.get(name);
  if (taken !== undefined && taken !== expression) return value;
  ofModule.set(name, expression);
  return `\${module.${module}.${name}}`;
}

// One per zone of the same kind (`app_subnet_ids`), else all of one type (`route_table_ids`).
function listName(names: readonly string[], expressions: readonly (string | undefined)[]): string | undefined {
  const stems = new Set(names.map((name) => /^(.*)_[a-z]_(\w+)$/.exec(name)?.slice(1).join('_')));
  const [stem, ...others] = stems;
  if (stem !== undefined && others.length === 0 && expressions.every((text) => text?.startsWith('aws_')))
    return `${stem}s`;
  const kinds = new Set(
    expressions.map((text) =>
      /^aws_(\w+)\.[\w-]+\.(id|arn)$/
        .exec(text ?? '')
        ?.slice(1)
        .join('_'),
    ),
  );
  const [kind, ...more] = kinds;
  return kind !== undefined && more.length === 0 ? `${kind}s` : undefined;
}
