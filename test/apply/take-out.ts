import { type Block, mapStrings, resourcesOf, type TerraformJson } from './terraform-json.ts';

/** Attributes whose readers want something else than a word. */
const standIns: Readonly<Record<string, string>> = {
  port: '6379',
  certificate_authority: '"ZW11bGF0ZWQ="',
  data: '"ZW11bGF0ZWQ="',
  bootstrap_brokers_sasl_iam: '"b-1.emulated:9098,b-2.emulated:9098"',
  issuer: '"https://oidc.eks.ap-northeast-2.amazonaws.com/id/EMULATED"',
  version: '"1"',
};

/** A Terraform expression for an attribute of something that is not there: an ARN where one is expected, else a word. */
function standIn(type: string, attribute: string): string {
  const word = attribute.replaceAll('_', '-');
  if (/(^|_)arn$/.test(attribute))
    return `"arn:aws:${type.split('_')[1] ?? 'aws'}:ap-northeast-2:123456789012:emulated/${word}"`;
  return standIns[attribute] ?? `"emulated-${word}"`;
}

/**
 * The stack without the resources of `types`. Whoever reads one of their attributes gets a stand-in for it; whoever only
 * waits for one of them waits no more.
 */
export function takeOut(stack: TerraformJson, types: ReadonlySet<string>): TerraformJson {
  const gone = resourcesOf(stack).filter(({ type }) => types.has(type));
  if (gone.length === 0) return stack;
  const reference = new RegExp(
    `\\b(${gone.map(({ address }) => address.replaceAll(/[.-]/g, '\\$&')).join('|')})\\b((?:\\.\\w+|\\[[^\\]]*\\])*)`,
    'g',
  );
  const replaced = (text: string): string | undefined => {
    // A bare address stands in depends_on and replace_triggered_by only.
    if (text.replace(reference, '') === '') return undefined;
    return text.replaceAll(reference, (_, address: string, path: string) => {
      const attribute =
        path
          .replaceAll(/\[[^\]]*\]/g, '')
          .split('.')
          .at(-1) || 'id';
      return standIn(address.split('.')[0] ?? '', attribute);
    });
  };
  const resource = Object.fromEntries(Object.entries(stack.resource ?? {}).filter(([type]) => !types.has(type)));
  return mapStrings({ ...stack, resource } satisfies Block, replaced) as TerraformJson;
}
