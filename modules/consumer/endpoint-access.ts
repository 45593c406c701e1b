import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import { namePartProblem } from "../aws/names";
import { type PortSpec, type ProtocolPort, portNumbers, portRule, readablePorts } from "../aws/port";
import { known, PropertyProblems } from "../aws/property-problems";
import { QUOTAS } from "../aws/quotas";
import type { IVpc } from "../vpc";
import { checkAccess } from "./endpoint-access-problems";
import type { EndpointAddressType } from "./endpoint-addresses";

/** Who may connect to an endpoint, and where. */
export interface EndpointAccessProps {
  /** Name of the endpoint, for its `Name` tag and that of its security group. */
  readonly name: string;
  /** VPC of the endpoint. */
  readonly vpc: IVpc;
  /** Ports that may be connected to: numbers for TCP, texts for several (`"5432-5440"`) or with a protocol (`"53/udp"`). */
  readonly ports: readonly PortSpec[];
  /**
   * Who may connect, by a name for the source: IPv4 or IPv6 ranges, security groups (`sg-...`) or managed prefix lists
   * (`pl-...`). The name is part of the Terraform address. Security groups that are known only to Terraform are let in
   * with `allowFromSecurityGroup` of the endpoint.
   *
   * @default - the VPC's primary range, named `vpc`; its IPv6 range, named `vpc-ipv6`, where the endpoint has IPv6 addresses
   */
  readonly allowFrom?: Readonly<Record<string, string>>;
  /**
   * Ids of security groups that exist, in place of one that is made. Who may connect is then for them to say: nothing is
   * changed in them, and `allowFromSecurityGroup` of the endpoint does nothing.
   *
   * @default - a security group is made
   */
  readonly securityGroupIds?: readonly string[] | undefined;
  /**
   * Ids of security groups that exist, beside the one that is made: an endpoint lets in what any of its groups lets in.
   * Nothing is changed in them. At most 15.
   *
   * @default - only the one that is made
   */
  readonly additionalSecurityGroupIds?: readonly string[] | undefined;
  /**
   * Whether packets of clients pass appliances on their way (`Inspection`). AWS then matches no security group as the
   * source of a packet, but ranges only (Amazon VPC User Guide, "Security group rules"): `allowFrom` takes none,
   * `allowFromSecurityGroup` of the endpoint does nothing, and clients let themselves out to the range of the VPC.
   *
   * @default false
   */
  readonly inspected?: boolean | undefined;
  /** The account's quota of inbound rules of a security group: there is one for each port and source. @default 60 */
  readonly ruleQuota?: number | undefined;
  /** Tags of the endpoint and of its security group, besides the provider's. @default - only `Name` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The security group of an endpoint, in the endpoint's own scope: it lets in just the service's ports from just the chosen
 * sources, and nothing out. Where groups are given in its place, none is made; others can stand beside it.
 */
export class EndpointAccess {
  /** Ids of the security groups: the one that is made, then those beside it; or those that are given in its place. */
  readonly securityGroupIds: string[];
  /** Ports that may be connected to, each once, ascending. */
  readonly ports: readonly ProtocolPort[];
  private readonly sources = new Set<string>();
  private readonly ruleQuota: number;
  private readonly given: boolean;
  /** Range that clients let themselves out to, where they cannot name the security group; else undefined. */
  readonly cidrBlock: string | undefined;

  /**
   * @param what the endpoint is: the description of the security group, and the addresses that clients see.
   * @throws UserError where there are more rules than a security group takes; {@link checkAccess} finds all else.
   */
  constructor(
    private readonly scope: Construct,
    props: EndpointAccessProps,
    { description, addressType = "ipv4" }: { description: string; addressType?: EndpointAddressType | undefined },
  ) {
    this.ports = readablePorts(props.ports);
    this.ruleQuota = props.ruleQuota ?? QUOTAS.rulesPerSecurityGroup.default;
    this.given = props.securityGroupIds !== undefined;
    this.cidrBlock = props.inspected ? props.vpc.cidrBlock : undefined;
    if (props.securityGroupIds !== undefined) {
      this.securityGroupIds = [...props.securityGroupIds].sort();
      return;
    }
    const securityGroup = new SecurityGroup(scope, "security-group", {
      name: `${props.name}-endpoint`,
      description,
      vpcId: props.vpc.vpcId,
      tags: { Name: `${props.name}-endpoint`, ...props.tags },
    });
    this.securityGroupIds = [securityGroup.id, ...[...(props.additionalSecurityGroupIds ?? [])].sort()];
    const { allowFrom, vpc } = props;
    if (allowFrom) for (const [key, source] of Object.entries(allowFrom)) this.allow(key, sourceRule(source));
    else for (const [key, source] of Object.entries(wholeVpc(vpc, addressType))) this.allow(key, source);
  }

  /** Id of a security group that stands for the endpoint in the rules of others. */
  get securityGroupId(): string {
    return this.securityGroupIds[0] as string;
  }

  /**
   * Lets a security group in on every port, unless the endpoint's groups are given, or AWS would not match it.
   *
   * @throws UserError when another source has the name.
   */
  allowFromSecurityGroup(key: string, securityGroupId: string): void {
    if (!this.given && this.cidrBlock === undefined) this.allow(key, { referencedSecurityGroupId: securityGroupId });
  }

  private allow(key: string, source: SourceRule): void {
    const problems = new PropertyProblems(this.scope);
    problems.check(`allowFrom.${key}`, namePartProblem(key), key);
    if (this.sources.has(key)) problems.add("allowFrom", "each source under a name of its own", key);
    this.sources.add(key);
    const rules = this.sources.size * this.ports.length;
    if (rules > this.ruleQuota)
      problems.add(
        "ports",
        `at most ${this.ruleQuota} rules: a rule for each port and source (a security group's quota)`,
        rules,
      );
    problems.throwIfAny();
    for (const port of this.ports)
      new VpcSecurityGroupIngressRule(this.scope, `ingress-${port.protocol}-${portNumbers(port)}-${key}`, {
        securityGroupId: this.securityGroupId,
        description: `Clients: ${key}`,
        ...portRule(port),
        ...source,
      });
  }
}

/** The argument of a security group rule that says where traffic comes from. */
type SourceRule =
  | { cidrIpv4: string }
  | { cidrIpv6: string }
  | { referencedSecurityGroupId: string }
  | { prefixListId: string };

/** The ranges of a VPC that clients of an endpoint have addresses in, each under a name. */
function wholeVpc({ cidrBlock, ipv6CidrBlock }: IVpc, addressType: EndpointAddressType): Record<string, SourceRule> {
  return {
    ...(addressType === "ipv6" && ipv6CidrBlock !== undefined ? {} : { vpc: { cidrIpv4: cidrBlock } }),
    ...(addressType === "ipv4" || ipv6CidrBlock === undefined ? {} : { "vpc-ipv6": { cidrIpv6: ipv6CidrBlock } }),
  };
}

function sourceRule(source: string): SourceRule {
  if (known(source) && source.startsWith("sg-")) return { referencedSecurityGroupId: source };
  if (known(source) && source.startsWith("pl-")) return { prefixListId: source };
  return known(source) && source.includes(":") ? { cidrIpv6: source } : { cidrIpv4: source };
}
