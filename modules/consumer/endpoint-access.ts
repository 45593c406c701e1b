import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import { parseCidr } from "../aws/cidr";
import { nameProblem } from "../aws/names";
import { type PortSpec, type ProtocolPort, parsePort, portNumbers, portRule, readablePorts } from "../aws/port";
import { known, PropertyProblems } from "../aws/property-problems";
import { QUOTAS } from "../aws/quotas";
import { resourceId } from "../aws/resource-id";
import type { IVpc } from "../vpc";

/** Who may connect to an endpoint, and where. */
export interface EndpointAccessProps {
  /** Name of the endpoint, for its `Name` tag and that of its security group. */
  readonly name: string;
  /** VPC of the endpoint. */
  readonly vpc: IVpc;
  /** Ports that may be connected to: numbers for TCP, texts for several (`"5432-5440"`) or with a protocol (`"53/udp"`). */
  readonly ports: readonly PortSpec[];
  /**
   * Who may connect, by a name for the source: IPv4 ranges, security groups (`sg-...`) or managed prefix lists
   * (`pl-...`). The name is part of the Terraform address. Security groups that are known only to Terraform are let in
   * with `allowFromSecurityGroup` of the endpoint.
   *
   * @default - the VPC's primary range, named `vpc`
   */
  readonly allowFrom?: Readonly<Record<string, string>>;
  /** The account's quota of inbound rules of a security group: there is one for each port and source. @default 60 */
  readonly ruleQuota?: number | undefined;
}

/**
 * The security group of an endpoint, in the endpoint's own scope: it lets in just the service's ports from just the chosen
 * sources, and nothing out.
 */
export class EndpointAccess {
  /** Id of the security group. */
  readonly securityGroupId: string;
  /** Ports that may be connected to, each once, ascending. */
  readonly ports: readonly ProtocolPort[];
  private readonly sources = new Set<string>();
  private readonly ruleQuota: number;

  /**
   * @param description of the security group: what the endpoint is.
   * @throws UserError where there are more rules than a security group takes; {@link checkAccess} finds all else.
   */
  constructor(
    private readonly scope: Construct,
    props: EndpointAccessProps,
    description = "Interface endpoint: in on the ports of the service, nothing out",
  ) {
    this.ports = readablePorts(props.ports);
    this.ruleQuota = props.ruleQuota ?? QUOTAS.rulesPerSecurityGroup.default;
    const securityGroup = new SecurityGroup(scope, "security-group", {
      name: `${props.name}-endpoint`,
      description,
      vpcId: props.vpc.vpcId,
      tags: { Name: `${props.name}-endpoint` },
    });
    this.securityGroupId = securityGroup.id;
    for (const [key, source] of Object.entries(props.allowFrom ?? { vpc: props.vpc.cidrBlock }))
      this.allow(key, sourceRule(source));
  }

  /** Lets a security group in on every port. @throws UserError when another source has the name. */
  allowFromSecurityGroup(key: string, securityGroupId: string): void {
    this.allow(key, { referencedSecurityGroupId: securityGroupId });
  }

  private allow(key: string, source: SourceRule): void {
    const problems = new PropertyProblems(this.scope);
    problems.check(`allowFrom.${key}`, nameProblem(key), key);
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
type SourceRule = { cidrIpv4: string } | { referencedSecurityGroupId: string } | { prefixListId: string };

function sourceRule(source: string): SourceRule {
  if (known(source) && source.startsWith("sg-")) return { referencedSecurityGroupId: source };
  if (known(source) && source.startsWith("pl-")) return { prefixListId: source };
  return { cidrIpv4: source };
}

/** Why a text cannot be a source of connections, as what was expected instead; undefined when it can. */
export function sourceProblem(text: string): string | undefined {
  if (resourceId("(sg|pl)").test(text)) return undefined;
  const range = parseCidr(text);
  if (typeof range !== "string") return range.prefixLength === 0 ? "a range narrower than every address" : undefined;
  return `${range}, the id of a security group (sg-...), or the id of a prefix list (pl-...)`;
}

/** Notes what is wrong with who may connect. */
export function checkAccess(
  problems: PropertyProblems,
  { name, ports, allowFrom, ruleQuota }: EndpointAccessProps,
): void {
  problems.checkName(name);
  if (ports.length === 0) problems.add("ports", "at least one port", ports);
  for (const port of ports) {
    const parsed = known(port) ? parsePort(port) : "a port that is known at synthesis";
    if (typeof parsed === "string") problems.add("ports", parsed, port);
  }
  if (known(ruleQuota) && !(Number.isInteger(ruleQuota) && ruleQuota >= 1))
    problems.add("ruleQuota", "a whole number of 1 or more", ruleQuota);
  if (allowFrom && Object.keys(allowFrom).length === 0) problems.add("allowFrom", "at least one source", allowFrom);
  for (const [key, source] of Object.entries(allowFrom ?? {}))
    if (known(source)) problems.check(`allowFrom.${key}`, sourceProblem(source), source);
}
