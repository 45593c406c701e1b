import type { StackDocument } from "../stack";

/** Version of the real provider. The stacks ask for a newer one, of which no copy is at hand. */
const PROVIDER_VERSION = "5.100.0";

/** Arguments that this version does not know. */
const UNKNOWN_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  aws_lb: ["secondary_ips_auto_assigned_per_subnet"],
  aws_vpclattice_resource_configuration: ["custom_domain_name", "domain_verification_id"],
  aws_vpclattice_resource_gateway: ["ipv4_addresses_per_eni"],
};

/** Services that stacks call: in the simulator, at one address. The credentials are none that AWS knows. */
const SERVICES = [
  "acm",
  "autoscaling",
  "cloudwatch",
  "ec2",
  "elbv2",
  "events",
  "iam",
  "kms",
  "lambda",
  "logs",
  "ram",
  "route53",
  "route53profiles",
  "s3",
  "s3control",
  "sns",
  "sqs",
  "ssm",
  "sts",
  "vpclattice",
];

/**
 * Changes a synthesized stack so that the real provider plans it against the simulator: its version, what it does not know,
 * and where its calls go.
 *
 * @param address where the simulator listens.
 */
export function prepareStack(document: StackDocument, address: string): StackDocument {
  const prepared = JSON.parse(
    // Version 6 of the provider renamed this attribute.
    JSON.stringify(document).replace(/(data\.aws_region\.[A-Za-z0-9_-]+)\.region/g, "$1.name"),
  ) as StackDocument & { terraform: { required_providers: { aws: { version: string } } } };
  prepared.terraform.required_providers.aws.version = PROVIDER_VERSION;
  for (const [type, names] of Object.entries(UNKNOWN_ARGUMENTS))
    for (const resource of Object.values(prepared.resource[type] ?? {}))
      for (const name of names) delete (resource as Record<string, unknown>)[name];
  for (const provider of prepared.provider.aws)
    Object.assign(provider, {
      access_key: (provider.allowed_account_ids as string[])[0],
      secret_key: "example",
      s3_use_path_style: true,
      skip_credentials_validation: true,
      skip_metadata_api_check: "true",
      max_retries: 2,
      endpoints: [Object.fromEntries(SERVICES.map((service) => [service, address]))],
    });
  return prepared;
}
