import { DataAwsVpcEndpoint } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint";
import { TerraformLocal, Token } from "cdktf";
import { Construct } from "constructs";
import { elementsOf, given, isText } from "../../aws/expressions";
import { known, PropertyProblems } from "../../aws/property-problems";
import { resourceId } from "../../aws/resource-id";
import { zoneNamesById } from "../../aws/zone-names";

export interface EndpointNamesProps {
  /** Id of the interface endpoint, `vpce-...`. */
  readonly endpointId: string;
}

/**
 * What AWS says of an interface endpoint that is made elsewhere, mostly in another stack: its state, and the DNS names that
 * it has by itself. Terraform reads it when it plans, so that other things can depend on whether it is accepted.
 */
export class EndpointNames extends Construct {
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
  constructor(scope: Construct, id: string, { endpointId }: EndpointNamesProps) {
    super(scope, id);
    const problems = new PropertyProblems(this);
    if (known(endpointId) && !resourceId("vpce").test(endpointId))
      problems.add("endpointId", "the id of a VPC endpoint, such as vpce-0123456789abcdef0", endpointId);
    problems.throwIfAny();
    this.endpoint = new DataAwsVpcEndpoint(this, "endpoint", { id: endpointId });
    this.fqn = this.endpoint.fqn;
    this.endpointId = this.endpoint.id;
    this.endpointArn = this.endpoint.arn;
    this.state = this.endpoint.state;
  }

  /** Regional DNS name of the endpoint, which leads to all of its zones. A plan fails where AWS gives none. */
  get dnsName(): string {
    this.mustHaveNames();
    return given(this.regional.dnsName, "");
  }

  /** Id of the hosted zone that the DNS name is in: what an alias record wants beside it. */
  get hostedZoneId(): string {
    this.mustHaveNames();
    return given(this.regional.hostedZoneId, "");
  }

  /** AWS lists the regional name before the zonal ones, and these before a private name. */
  private get regional() {
    return this.endpoint.dnsEntry.get(0);
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
