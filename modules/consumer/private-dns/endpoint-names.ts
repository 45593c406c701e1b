import { DataAwsVpcEndpoint } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint";
import { TerraformCount, TerraformLocal, Token } from "cdktf";
import { Construct } from "constructs";
import { elementsOf, isText, textOr } from "../../aws/expressions";
import { known, PropertyProblems } from "../../aws/property-problems";
import { resourceId } from "../../aws/resource-id";
import { zoneNamesById } from "../../aws/zone-names";

/** Properties of {@link EndpointNames}. */
export interface EndpointNamesProps {
  /** Id of the interface endpoint, `vpce-...`. */
  readonly endpointId: string;
  /**
   * Expression for whether the endpoint exists. Where it does not, AWS is not asked, and names of the domain `invalid` stand
   * for the endpoint's: so that what was made of them can be destroyed after the endpoint.
   *
   * @default - it exists
   */
  readonly when?: string;
}

/** What stands for an endpoint that does not exist. */
const NO_ENDPOINT = {
  id: "vpce-00000000000000000",
  arn: "arn:aws:ec2:us-east-1:000000000000:vpc-endpoint/vpce-00000000000000000",
  state: "deleted",
  dns_entry: [],
};

/** What stands for the regional name of an endpoint without names. */
const NO_ENTRY = { dns_name: "not-deployed.invalid", hosted_zone_id: "Z00000000000000000000" };

/**
 * What AWS says of an interface endpoint that is made elsewhere, mostly in another stack: its state, and the DNS names that
 * it has by itself. Terraform reads it when it plans, so that other things can depend on whether it is accepted.
 */
export class EndpointNames extends Construct {
  /** Id of the endpoint. */
  readonly endpointId: string;
  /** Terraform address of what was read, for expressions. */
  readonly fqn: string;
  /** ARN of the endpoint. */
  readonly endpointArn: string;
  /** State of the endpoint: `available`, `pendingAcceptance`, `rejected` and others. */
  readonly state: string;
  private zonal: TerraformLocal | undefined;
  private readonly endpoint: DataAwsVpcEndpoint;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, { endpointId, when }: EndpointNamesProps) {
    super(scope, id);
    const problems = new PropertyProblems(this);
    if (known(endpointId) && !resourceId("vpce").test(endpointId))
      problems.add("endpointId", "the id of a VPC endpoint, such as vpce-0123456789abcdef0", endpointId);
    problems.throwIfAny();
    this.endpoint = new DataAwsVpcEndpoint(this, "endpoint", {
      id: endpointId,
      ...(when === undefined ? {} : { count: TerraformCount.of(Token.asNumber(`\${${when} ? 1 : 0}`)) }),
    });
    const { fqn } = this.endpoint;
    this.fqn =
      when === undefined
        ? fqn
        : new TerraformLocal(this, "found", `\${try(${fqn}[0], ${JSON.stringify(NO_ENDPOINT)})}`).fqn;
    this.endpointId = `\${${this.fqn}.id}`;
    this.endpointArn = `\${${this.fqn}.arn}`;
    this.state = `\${${this.fqn}.state}`;
  }

  /** Regional DNS name of the endpoint, which leads to all of its zones. A plan fails where AWS gives none. */
  get dnsName(): string {
    return this.regional("dns_name");
  }

  /** Id of the hosted zone that the DNS name is in: what an alias record wants beside it. */
  get hostedZoneId(): string {
    return this.regional("hosted_zone_id");
  }

  /** AWS lists the regional name before the zonal ones, and these before a private name. */
  private regional(attribute: keyof typeof NO_ENTRY): string {
    this.mustHaveNames();
    return `\${${textOr(`${this.fqn}.dns_entry[0].${attribute}`, `"${NO_ENTRY[attribute]}"`)}}`;
  }

  /** Lets a plan fail that would point something to names which are not there. */
  private mustHaveNames(): void {
    const names = ["dns_name", "hosted_zone_id"].map((each) => isText(`self.dns_entry[0].${each}`)).join(" && ");
    this.endpoint.lifecycle = {
      postcondition: [
        {
          condition: `\${${names}}`,
          errorMessage:
            "AWS gives endpoint ${self.id} no DNS names, which is in state ${self.state}. Deploy the stack that makes it, then this one.",
        },
      ],
    };
  }

  /**
   * The zonal DNS names by zone id, as a local: objects with `dns_name` and `hosted_zone_id`. A zonal name has the zone's
   * *name* in it, which differs from account to account; the ids do not.
   */
  get zonalEntries(): TerraformLocal {
    if (this.zonal) return this.zonal;
    this.mustHaveNames();
    const zones = zoneNamesById(this, "zones");
    const isOfZone = `try(strcontains(entry.dns_name, format("-%s.", name)), false)`;
    const entries = `[for entry in ${elementsOf(`${this.fqn}.dns_entry`)} : entry if ${isOfZone}]`;
    this.zonal = new TerraformLocal(
      this,
      "zonal_entries",
      `\${{for zone_id, name in ${zones} : zone_id => ${entries}[0] if length(${entries}) > 0}}`,
    );
    return this.zonal;
  }

  /** The zonal DNS names by zone id; known only to Terraform. */
  get zonalDnsNames(): Readonly<Record<string, string>> {
    return Token.asStringMap(
      `\${{for zone_id, entry in ${this.zonalEntries.fqn} : zone_id => entry.dns_name}}`,
    ) as Record<string, string>;
  }
}
