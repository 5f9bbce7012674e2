import { Token } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * A setting that AWS would refuse, or that could not work, said before Terraform runs. One object serves the construct
 * (a fault of the synthesis) and the handed-over module (a `validation` block), so that both refuse the same things.
 */
export interface Rule<Props> {
  /** `<module>/<what must hold>`, kebab-case: stable, so that it can be searched for. */
  readonly id: string;
  /** The settings that the rule reads; a rule is passed over while one of them is known only after apply. */
  readonly reads: readonly (keyof Props & string)[];
  /** What is allowed, as the end of the sentence "allowed: ...". */
  readonly allowed: string;
  /** What to do about it, an imperative sentence. */
  readonly remedy: string;
  readonly holds: (props: Props) => boolean;
  /** The same condition in Terraform's language over `var.<snake_case>`; left out only where Terraform cannot say it. */
  readonly hcl?: string;
}

/** What a module was given and what it demands, for whoever describes the module: the handoff to Terraform. */
export interface ModuleFacts {
  /** Every input by its name, defaults included. */
  readonly inputs: ReadonlyMap<string, unknown>;
  readonly rules: readonly {
    readonly id: string;
    readonly reads: readonly string[];
    readonly allowed: string;
    readonly remedy: string;
    readonly hcl?: string;
  }[];
}

const facts = new WeakMap<Construct, ModuleFacts>();

/** The facts of a module; undefined for a construct that enforces no rules. */
export function moduleFacts(construct: Construct): ModuleFacts | undefined {
  return facts.get(construct);
}

/** What was given, as it is read at night; what Terraform learns later has no value yet. */
const said = (value: unknown): string =>
  (JSON.stringify(value) ?? 'nothing').replaceAll(/\$\{TfToken\[[^\]]+\]\}/g, '(known after apply)');

/** The faults of `props`, three lines each: what was given, what is allowed, what to do. */
function brokenRules<Props>(props: Props, rules: readonly Rule<Props>[]): string[] {
  return rules
    .filter((rule) => rule.reads.every((name) => !Token.isUnresolved(props[name])) && !rule.holds(props))
    .map((rule) => {
      const got = rule.reads.map((name) => `${name} = ${said(props[name])}`).join(', ');
      return `${rule.id}: got ${got}\n    allowed: ${rule.allowed}\n    ${rule.remedy}`;
    });
}

/** Makes the synthesis of `construct` fail with every broken rule at once (cdktf runs validations before it writes). */
export function enforceRules<Props extends object>(
  construct: Construct,
  props: Props,
  rules: readonly Rule<Props>[],
): void {
  facts.set(construct, { inputs: new Map(Object.entries(props)), rules });
  construct.node.addValidation({ validate: () => brokenRules(props, rules) });
}
