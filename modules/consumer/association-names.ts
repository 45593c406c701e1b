import { DataAwsVpcEndpointAssociations } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-associations";
import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { elementsOf, isText } from "../aws/expressions";

/** Name where AWS gives none: it resolves nowhere (RFC 2606), so that clients fail and say why. */
export const NO_DNS_NAME = "not-associated.invalid";

/**
 * The DNS names of an endpoint to resources, in the endpoint's own scope. The endpoint itself tells no names: each of
 * its associations has its own, of which a group has one a member, and a service network one for whatever is in it.
 */
export class AssociationNames {
  /** Expression of the names, lists by the ARN of what they lead to. */
  readonly byArn: string;
  /** Expression of one name, whatever it leads to; it fails where there is none. */
  readonly any: string;
  /** Names of the resources themselves that the VPC knows with private DNS, as a list; known only to Terraform. */
  readonly privateDnsNames: string[];

  constructor(
    private readonly scope: Construct,
    endpointId: string,
  ) {
    const { fqn } = new DataAwsVpcEndpointAssociations(scope, "associations", { vpcEndpointId: endpointId });
    const associations = elementsOf(`${fqn}.associations`);
    // Where an endpoint has no association yet, or one of them has no name, the provider gives null.
    const named = ["associated_resource_arn", "dns_entry[0].dns_name"]
      .map((each) => isText(`one.${each}`))
      .join(" && ");
    this.byArn = new TerraformLocal(
      scope,
      "dns_names",
      `\${{for one in ${associations} : one.associated_resource_arn => one.dns_entry[0].dns_name... if ${named}}}`,
    ).fqn;
    this.any = `values(${this.byArn})[0][0]`;
    const privateNames = `[for entry in ${elementsOf("one.private_dns_entry")} : entry.dns_name if ${isText("entry.dns_name")}]`;
    this.privateDnsNames = new TerraformLocal(
      scope,
      "private_dns_names",
      `\${sort(distinct(flatten([for one in ${associations} : ${privateNames}])))}`,
    ).asList;
  }

  /**
   * The name that leads to a resource, else the first of some expressions that gives one.
   *
   * @param id of the local that holds it.
   * @param arn of the resource configuration.
   */
  nameOf(id: string, arn: string, ...otherwise: string[]): string {
    // A reference to the ARN, which may be an expression itself, so that it stands in this one as it is.
    const wanted = new TerraformLocal(this.scope, `${id}_of`, arn);
    return this.firstOf(id, `${this.byArn}[${wanted.fqn}][0]`, ...otherwise);
  }

  /** The first of some expressions that gives a name. @param id of the local that holds it. */
  firstOf(id: string, ...ways: string[]): string {
    return new TerraformLocal(this.scope, id, `\${try(${[...ways, `"${NO_DNS_NAME}"`].join(", ")})}`).asString;
  }
}
