import type { VpcEndpointService } from "@cdktf/provider-aws/lib/vpc-endpoint-service";
import { DataResource, ref, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";

/** A record that proves to AWS who owns the domain of a private DNS name. */
export interface PrivateDnsRecord {
  /** Full name of the record, `_<label>.<domain>`. */
  readonly name: string;
  /** Type of the record: `TXT`. */
  readonly type: string;
  /** Value of the record, `vpce:<text>`. Upper and lower case matter. */
  readonly value: string;
}

/**
 * The record that a service asks for.
 *
 * When a name is added or changed, the provider plans the service with the verification that it had (none, or that of the
 * old name), and Terraform would keep that in outputs. So these are read by way of something that changes with the name,
 * and are known after the apply.
 *
 * Source of the record's name: AWS PrivateLink Guide, "Get the name and value". A wildcard's is that of its domain.
 */
export function privateDnsRecord(
  scope: Construct,
  service: VpcEndpointService,
  privateDnsName: string,
): PrivateDnsRecord {
  const named = new DataResource(scope, "private-dns-name", { input: { name: privateDnsName } });
  const settled = (attribute: string) =>
    `${named.fqn}.output.name == ${named.fqn}.input.name ? try(${service.fqn}.private_dns_name_configuration[0].${attribute}, null) : ""`;
  watch(named, service, privateDnsName);
  const domain = `trimprefix(${named.fqn}.input.name, "*.")`;
  // As a plain text, functions of cdktf would refuse it for its quotes.
  const expression = (text: string) => Token.asString(ref(text, TerraformStack.of(scope)));
  return {
    name: expression(`join(".", compact([${settled("name")}, ${domain}]))`),
    type: expression(settled("type")),
    value: expression(settled("value")),
  };
}

/** Lets every plan warn when AWS could not verify the domain, or no longer: it denies new connections from then on. */
function watch(named: DataResource, service: VpcEndpointService, privateDnsName: string): void {
  TerraformStack.of(named).addOverride(`check.${named.friendlyUniqueId}`, {
    assert: [
      {
        condition: `\${try(${service.fqn}.private_dns_name_configuration[0].state, "") != "failed"}`,
        error_message: `AWS does not find the record of ${privateDnsName} in public DNS, and denies new connections. See that it is there, then verify again: aws ec2 start-vpc-endpoint-service-private-dns-verification --service-id \${${service.fqn}.id}`,
      },
    ],
  });
}
