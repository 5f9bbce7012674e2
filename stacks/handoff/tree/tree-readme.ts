import type { Described } from './environment-values.ts';
import { HEADER } from './tree-files.ts';

/** `terraform/README.md`: what lies where, and the commands in their order. */
export function treeReadme(modules: readonly Described[]): string {
  const rows = modules.map(({ source, about }) => {
    const [first] = about.text.split(/(?<=\.)\s/);
    const counts = [source.resources.length, source.variables.length, about.validations.length, about.outputs.length];
    return `| [${source.name}](${source.folder}/README.md) | ${counts.join(' | ')} | ${first} |`;
  });
  return `<!-- ${HEADER[0]} -->

# The platform in Terraform

Everything of the stacks \`prod\` and \`staging\` as plain Terraform: no Node.js, no CDKTF. Needs Terraform 1.11 or newer and
the provider hashicorp/aws (5.100 or newer, below 7). How it was made, how a state of \`cdktf deploy\` is taken over, and how
to go on without the constructs: docs/handoff.md of the repository.

| folder | what |
| --- | --- |
| \`bootstrap/\` | state bucket and lock table, once for each environment |
| \`environments/prod\`, \`environments/staging\` | the roots: \`main.tf\` calls the modules, a few files beside it |
| \`modules/\` | the thirteen documented modules, each with a README and \`terraform test\` |
| \`support/\` | what they lean on, as modules too: keys, secrets, roles, the rules between security groups ... |
| \`bundles/\` | the code of the functions as zips |

Both roots call the same modules; what differs is in \`terraform.tfvars\` and in the arguments of \`main.tf\`. A root itself holds
the certificates, the names, the dashboard over all alarms, what runs only once everything is reachable (\`data-setup.tf\`), and
in prod what staging has not: the firewall, the header that the CDN sends, the guard.

## First time

\`\`\`sh
cd bootstrap                                  # state bucket and lock table
cp terraform.tfvars.example terraform.tfvars  # fill in
terraform init && terraform apply
cat > backend.tf <<'EOF'
terraform {
  backend "s3" {
    key          = "bootstrap/terraform.tfstate"
    use_lockfile = true
    encrypt      = true
  }
}
EOF
terraform init -migrate-state -backend-config="bucket=$(terraform output -raw state_bucket)" -backend-config="region=ap-northeast-2"

cd ../environments/prod
cp terraform.tfvars.example terraform.tfvars  # fill in
terraform init -backend-config="bucket=urr-prod-terraform-state-<account id>"
terraform plan -out=tfplan && terraform apply tfplan
\`\`\`

In prod \`terraform_data.stateful_guard\` refuses every plan that would destroy or replace a database, a table, a bucket, the
brokers, the cache or a key, and every plan that adds one to its list. Who means it runs
\`terraform state rm terraform_data.stateful_guard\` first: the guard holds nothing, and the same apply makes it anew.

## Modules

| module | resources | inputs | validations | outputs | what |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

\`terraform init -backend=false && terraform test\` in the folder of a module or an environment needs no account.
`;
}
