import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpclatticeResourceGateway } from "@cdktf/provider-aws/lib/vpclattice-resource-gateway";
import { Construct } from "constructs";
import { namePartProblem } from "../../aws/names";
import { setNewerArgument } from "../../aws/newer-argument";
import { portNumbers, portRule, readablePorts, tcpPortProblem } from "../../aws/port";
import { known, PropertyProblems } from "../../aws/property-problems";
import { QUOTAS } from "../../aws/quotas";
import type { IVpc } from "../../vpc";
import { ADDRESS_TYPES, type AddressType, latticeAddressType } from "./definition";
import { DNS_RESOLUTIONS, type DnsResolution } from "./dns-resolution";
import { destinationProblem, type GatewayDestination } from "./gateway-destination";
import { DEFAULT_ADDRESSES_PER_INTERFACE, MAX_ADDRESSES_PER_INTERFACE } from "./interface-addresses";
import { latticeNameProblem, replaceableName } from "./names";

/** A gateway that configurations of resources go through. */
export interface IResourceGateway {
  /** Id of the gateway, `rgw-...`. */
  readonly resourceGatewayId: string;
  /** What tells the gateway from one that takes its place: it becomes part of the names of its configurations. */
  readonly resourceGatewayName: string;
}

/** Properties of {@link ResourceGateway}. */
export interface ResourceGatewayProps {
  /** Name of the gateway, in lower case; what it makes takes names from it. */
  readonly name: string;
  /** VPC, in each of whose subnets the gateway has a network interface. Another set of subnets is another gateway. */
  readonly vpc: IVpc;
  /** Where the gateway may connect to, by a name for the destination, which is part of the Terraform address. */
  readonly destinations: Readonly<Record<string, GatewayDestination>>;
  /**
   * Addresses of its network interfaces. `dualstack` needs subnets of both families, `ipv6` IPv6-only subnets.
   *
   * @default "ipv4"
   */
  readonly addressType?: AddressType;
  /** IPv4 addresses of each network interface, from 1 to 62: 55,000 connections at a time each, to one address of a resource. @default 16 */
  readonly ipv4AddressesPerInterface?: number;
  /**
   * Where the gateway asks for domain names of resources: in public DNS, or within its VPC, where names of private
   * hosted zones are known. Another one is another gateway. It needs version 6.46.0 of the AWS provider.
   *
   * @default "PUBLIC", as AWS makes it
   */
  readonly dnsResolution?: DnsResolution;
  /** Most outbound rules of a security group in the account. @default 60 */
  readonly ruleQuota?: number;
}

/**
 * A VPC Lattice resource gateway: where connections to private resources come into their VPC. Resources see its addresses
 * as the source; its security group lets nothing in, and out to the destinations alone.
 */
export class ResourceGateway extends Construct implements IResourceGateway {
  readonly resourceGatewayId: string;
  readonly resourceGatewayName: string;
  /** Id of the security group that the resources must let in. */
  readonly securityGroupId: string;
  /** Ids of the zones that the gateway is in. */
  readonly zoneIds: readonly string[];

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ResourceGatewayProps) {
    super(scope, id);
    validate(this, props);
    const { name, vpc, addressType = "ipv4", dnsResolution } = props;
    const addresses = props.ipv4AddressesPerInterface ?? DEFAULT_ADDRESSES_PER_INTERFACE;
    this.zoneIds = Object.keys(vpc.subnetIds).sort();
    this.securityGroupId = this.securityGroup(props);
    const subnets = this.zoneIds.map((zone) => [zone, vpc.subnetIds[zone]]);
    const fixed = [addressType, addresses, vpc.vpcId, vpc.cidrBlock, subnets];
    this.resourceGatewayName = replaceableName(
      [name],
      [...fixed, ...(dnsResolution === undefined ? [] : [dnsResolution])],
    );
    const gateway = new VpclatticeResourceGateway(this, "gateway", {
      name: this.resourceGatewayName,
      vpcId: vpc.vpcId,
      subnetIds: subnets.map(([, subnetId]) => subnetId as string),
      securityGroupIds: [this.securityGroupId],
      ipAddressType: latticeAddressType(addressType),
      ...(addressType === "ipv6" ? {} : { ipv4AddressesPerEni: addresses }),
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true },
    });
    setNewerArgument(gateway, "resourceConfigDnsResolution", dnsResolution);
    this.resourceGatewayId = gateway.id;
  }

  private securityGroup({ name, vpc, destinations }: ResourceGatewayProps): string {
    const securityGroup = new SecurityGroup(this, "security-group", {
      name: `${name}-resource-gateway`,
      description: "Resource gateway: nothing in, out to the resources alone",
      vpcId: vpc.vpcId,
      tags: { Name: `${name}-resource-gateway` },
    });
    for (const [key, { to, ports }] of Object.entries(destinations).sort(([a], [b]) => (a < b ? -1 : 1)))
      for (const port of readablePorts(ports))
        new VpcSecurityGroupEgressRule(this, `egress-tcp-${portNumbers(port)}-${key}`, {
          securityGroupId: securityGroup.id,
          description: `Resources: ${key}`,
          ...portRule(port),
          ...destinationRule(to),
        });
    return securityGroup.id;
  }
}

/** The argument of a security group rule that says where traffic goes. */
function destinationRule(to: string) {
  if (known(to) && to.startsWith("sg-")) return { referencedSecurityGroupId: to };
  if (known(to) && to.startsWith("pl-")) return { prefixListId: to };
  return known(to) && to.includes(":") ? { cidrIpv6: to } : { cidrIpv4: to };
}

function validate(gateway: ResourceGateway, props: ResourceGatewayProps): void {
  const problems = new PropertyProblems(gateway);
  const { name, vpc, destinations, addressType, ipv4AddressesPerInterface: addresses } = props;
  problems.check("name", known(name) ? latticeNameProblem(name) : "a name that is known at synthesis", name);
  if (Object.keys(vpc.subnetIds).length === 0) problems.add("vpc.subnetIds", "at least one subnet", vpc.subnetIds);
  if (known(addressType) && !ADDRESS_TYPES.includes(addressType))
    problems.add("addressType", `one of ${ADDRESS_TYPES.join(", ")}`, addressType);
  const { dnsResolution } = props;
  if (known(dnsResolution) && !DNS_RESOLUTIONS.includes(dnsResolution))
    problems.add("dnsResolution", `one of ${DNS_RESOLUTIONS.join(", ")}`, dnsResolution);
  if (addresses !== undefined && addressType === "ipv6")
    problems.add("ipv4AddressesPerInterface", "no number of IPv4 addresses with addressType ipv6", addresses);
  else if (
    known(addresses) &&
    !(Number.isInteger(addresses) && addresses >= 1 && addresses <= MAX_ADDRESSES_PER_INTERFACE)
  )
    problems.add("ipv4AddressesPerInterface", `a whole number from 1 to ${MAX_ADDRESSES_PER_INTERFACE}`, addresses);
  checkDestinations(problems, destinations, props.ruleQuota ?? QUOTAS.rulesPerSecurityGroup.default);
  problems.throwIfAny();
}

function checkDestinations(
  problems: PropertyProblems,
  destinations: ResourceGatewayProps["destinations"],
  ruleQuota: number,
): void {
  if (Object.keys(destinations).length === 0) problems.add("destinations", "at least one destination", destinations);
  for (const [key, { to, ports }] of Object.entries(destinations)) {
    problems.check(`destinations.${key}`, namePartProblem(key), key);
    if (known(to)) problems.check(`destinations.${key}.to`, destinationProblem(to), to);
    if (ports.length === 0) problems.add(`destinations.${key}.ports`, "at least one port", ports);
    for (const port of ports) problems.check(`destinations.${key}.ports`, tcpPortProblem(port), port);
  }
  const rules = Object.values(destinations).reduce((sum, { ports }) => sum + readablePorts(ports).length, 0);
  if (known(ruleQuota) && rules > ruleQuota)
    problems.add(
      "destinations",
      `at most ${ruleQuota} rules: a rule for each destination and port or range (a security group's quota)`,
      rules,
    );
}
