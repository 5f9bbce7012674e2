import { Fn, TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import type { OriginKey } from '../../../modules/lambda-vwr/settings.ts';

/**
 * Two random values of X-Custom-Header (ruling B14): CloudFront sends one, the ALB accepts both. To rotate, replace the
 * one that is not sent (`terraform apply -replace`), then send it (`originHeader` of the environment), then replace the
 * other: no request is refused in between. CloudFront knows no way to read it from a secret, so it stands in the state,
 * which is encrypted and open to the pipeline only.
 */
export class OriginHeader extends Construct {
  readonly blue: string;
  readonly green: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.blue = this.#value('blue');
    this.green = this.#value('green');
  }

  /** The value that CloudFront sends. */
  sent(key: OriginKey): string {
    return key === 'blue' ? this.blue : this.green;
  }

  /** Made once by Terraform itself: the provider for random values would be a second one to trust and to mirror. */
  #value(key: OriginKey): string {
    const value = new TerraformResource(this, key, {
      terraformResourceType: 'terraform_data',
      lifecycle: { ignoreChanges: ['input'] },
    });
    value.addOverride('input', '${uuid()}');
    return Token.asString(Fn.sensitive(value.getStringAttribute('output')));
  }
}
