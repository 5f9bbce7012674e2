import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';

/**
 * The two accepted values of X-Custom-Header (ruling B14), given to Terraform by whoever deploys:
 * `TF_VAR_origin_header_value` and `TF_VAR_origin_header_value_next`.
 *
 * They are literals of the listener rule and of the CloudFront origin: neither API takes a reference to a secret, so the
 * state holds them. It is encrypted and read by few. Terraform hides them in its output, and they open nothing but the load
 * balancer. Rotation: put a new value into `next`, apply; swap the two, apply; put another into `next`, apply.
 */
export class OriginHeader extends Construct {
  /** The value that CloudFront sends. */
  readonly value: string;
  /** What the load balancer accepts: that one and the next. */
  readonly acceptedValues: readonly [current: string, next: string];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const current = this.#variable('origin_header_value', 'Value of X-Custom-Header that CloudFront sends');
    const next = this.#variable('origin_header_value_next', 'Second value that the load balancer accepts');
    next.addValidation({
      condition: '${var.origin_header_value_next != var.origin_header_value}',
      errorMessage: 'Give two different values, or there is nothing to rotate to.',
    });
    this.value = current.stringValue;
    this.acceptedValues = [current.stringValue, next.stringValue];
  }

  #variable(name: string, description: string): TerraformVariable {
    const variable = new TerraformVariable(this, name, {
      type: 'string',
      description: `${description}; 32 letters and digits or more, for example of: openssl rand -hex 24`,
      sensitive: true,
      nullable: false,
      validation: [
        {
          condition: `\${can(regex("^[A-Za-z0-9]{32,128}$", var.${name}))}`,
          errorMessage: 'Give 32 to 128 letters and digits: a guessed value opens the load balancer.',
        },
      ],
    });
    variable.overrideLogicalId(name);
    return variable;
  }
}
