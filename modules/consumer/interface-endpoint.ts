import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { parseCidr } from "../aws/cidr";
import { nameProblem } from "../aws/names";
import { known, PropertyProblems } from "../aws/property-problems";
import { resourceId } from "../aws/resource-id";
import type { IVpc } from "../vpc";
import type { IEndpointService } from "./endpoint-service-lookup";

export interface InterfaceEndpointProps {
  /** Name of the endpoint, for its `Name` tag and that of its security group. */
  readonly name: string;
  /** VPC, in those of whose subnets that the service's zones allow the endpoint has a network interface each. */
  readonly vpc: IVpc;
  /** The service: an {@link EndpointServiceLookup}, or name and zones given by hand. */
  readonly service: IEndpointService;
  /** TCP ports of the service that may be connected to. */
  readonly ports: readonly number[];
  /**
   * Who may connect, by a name for the source: IPv4 ranges, security groups (`sg-...`) or managed prefix lists
   * (`pl-...`). The name is part of the Terraform address. Security groups that are known only to Terraform are let in
   * with {@link InterfaceEndpoint.allowFromSecurityGroup}.
   *
   * @default - the VPC's primary range, named `vpc`
   */
  readonly allowFrom?: Readonly<Record<string, string>>;
  /** Fewest zones that the service and the subnets must share; a plan with fewer fails. @default 2 */
  readonly minimumZones?: number;
}

/** Most inbound rules of a security group, by default (Amazon VPC quotas). */
const MAX_RULES = 60;

/** Fewest zones of an endpoint unless said otherwise: with one, the connection is gone when the zone is. */
export const DEFAULT_MINIMUM_ZONES = 2;

/**
 * An interface VPC endpoint with a security group of its own, which lets in just the service's ports from just the
 * chosen sources and nothing out.
 *
 * Its subnets are those in the service's zones, compared in the account's own naming when Terraform plans. Where they
 * share too few zones, the plan fails and names both sides.
 */
export class InterfaceEndpoint extends Construct {
  /** Id of the endpoint, `vpce-...`. */
  readonly endpointId: string;
  /** Regional DNS name of the endpoint, resolvable everywhere, reachable from within the VPC. */
  readonly dnsName: string;
  /** Id of the endpoint's security group. */
  readonly securityGroupId: string;
  /** TCP ports that may be connected to, ascending. */
  readonly ports: readonly number[];
  private readonly sources = new Set<string>();

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: InterfaceEndpointProps) {
    super(scope, id);
    validate(this, props);
    this.ports = [...new Set(props.ports)].sort((a, b) => a - b);

    const securityGroup = new SecurityGroup(this, "security-group", {
      name: `${props.name}-endpoint`,
      description: "Interface endpoint: in on the ports of the service, nothing out",
      vpcId: props.vpc.vpcId,
      tags: { Name: `${props.name}-endpoint` },
    });
    this.securityGroupId = securityGroup.id;
    for (const [key, source] of Object.entries(props.allowFrom ?? { vpc: props.vpc.cidrBlock }))
      this.allow(key, sourceRule(source));

    const minimumZones = props.minimumZones ?? DEFAULT_MINIMUM_ZONES;
    const zones = props.service.availabilityZones;
    const selection = zones ? this.selectSubnets(props, zones, minimumZones) : undefined;
    const endpoint = new VpcEndpoint(this, "endpoint", {
      vpcEndpointType: "Interface",
      serviceName: props.service.serviceName,
      vpcId: props.vpc.vpcId,
      subnetIds: selection?.subnetIds ?? Object.values(props.vpc.subnetIds),
      securityGroupIds: [securityGroup.id],
      privateDnsEnabled: false,
      tags: { Name: props.name },
      ...(selection ? { lifecycle: { precondition: [selection.precondition] } } : {}),
    });
    this.endpointId = endpoint.id;
    this.dnsName = endpoint.dnsEntry.get(0).dnsName;
  }

  /**
   * Lets a security group connect to the service's ports.
   *
   * @param key name for the source, part of the Terraform address of its rules.
   * @throws UserError when another source has the name.
   */
  allowFromSecurityGroup(key: string, securityGroupId: string): void {
    this.allow(key, { referencedSecurityGroupId: securityGroupId });
  }

  private allow(key: string, source: SourceRule): void {
    const problems = new PropertyProblems(this);
    problems.check(`allowFrom.${key}`, nameProblem(key), key);
    if (this.sources.has(key)) problems.add("allowFrom", "each source under a name of its own", key);
    this.sources.add(key);
    const rules = this.sources.size * this.ports.length;
    if (rules > MAX_RULES)
      problems.add(
        "ports",
        `at most ${MAX_RULES} rules: a rule for each port and source (a security group's quota)`,
        rules,
      );
    problems.throwIfAny();
    for (const port of this.ports)
      new VpcSecurityGroupIngressRule(this, `ingress-tcp-${port}-${key}`, {
        securityGroupId: this.securityGroupId,
        description: `Clients: ${key}`,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        ...source,
      });
  }

  /** The subnets in the service's zones, as an expression: names of zones are dealt out per account, ids are not. */
  private selectSubnets(props: InterfaceEndpointProps, serviceZones: readonly string[], minimumZones: number) {
    const zones = new DataAwsAvailabilityZones(this, "zones", {});
    const zoneNames = new TerraformLocal(this, "zone_names", `\${zipmap(${zones.fqn}.zone_ids, ${zones.fqn}.names)}`);
    const subnets = new TerraformLocal(this, "subnets", props.vpc.subnetIds);
    const offered = new TerraformLocal(this, "service_zones", serviceZones);
    const shared = new TerraformLocal(
      this,
      "subnets_in_service_zones",
      `\${[for zone_id, subnet_id in ${subnets.fqn} : subnet_id if contains(${offered.fqn}, lookup(${zoneNames.fqn}, zone_id, zone_id))]}`,
    );
    const here = Object.keys(props.vpc.subnetIds).sort();
    const named = `\${join(", ", [for zone_id in ${JSON.stringify(here)} : "\${zone_id} (\${lookup(${zoneNames.fqn}, zone_id, "not in this account")})"])}`;
    return {
      subnetIds: shared.asList,
      precondition: {
        condition: `\${length(${shared.fqn}) >= ${minimumZones}}`,
        errorMessage:
          `Endpoint ${props.name} needs ${minimumZones} zone(s) that both the service and the VPC are in, but found \${length(${shared.fqn})}. ` +
          `The service is offered in: \${join(", ", ${offered.fqn})}. The VPC has subnets in: ${named}. ` +
          "Add a subnet in one of the service's zones, ask its provider to offer one of yours, or lower the minimum of zones.",
      },
    };
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

function validate(endpoint: InterfaceEndpoint, props: InterfaceEndpointProps): void {
  const problems = new PropertyProblems(endpoint);
  problems.checkName(props.name);
  const { ports, allowFrom, minimumZones, vpc } = props;
  if (ports.length === 0) problems.add("ports", "at least one port", ports);
  for (const port of ports) problems.checkPort("ports", port);
  if (allowFrom && Object.keys(allowFrom).length === 0) problems.add("allowFrom", "at least one source", allowFrom);
  for (const [name, source] of Object.entries(allowFrom ?? {}))
    if (known(source)) problems.check(`allowFrom.${name}`, sourceProblem(source), source);
  const subnets = Object.keys(vpc.subnetIds).length;
  if (known(minimumZones) && !(Number.isInteger(minimumZones) && minimumZones >= 1))
    problems.add("minimumZones", "a whole number from 1", minimumZones);
  if (subnets < (minimumZones ?? DEFAULT_MINIMUM_ZONES))
    problems.add(
      "vpc.subnetIds",
      `subnets in at least ${minimumZones ?? DEFAULT_MINIMUM_ZONES} zones, or a lower \`minimumZones\``,
      Object.keys(vpc.subnetIds),
    );
  problems.throwIfAny();
}
