import { isIpv6 } from "../../modules/aws/ip-address";
import { type PortSpec, portSpec } from "../../modules/aws/port";
import type { GatewayDestination } from "../../modules/provider";
import { sourceNames } from "../../support/source-names";
import { portsOf, portsOfMember } from "./ports";
import type { ResourceSpec } from "./resource-schema";

/**
 * Where the gateway of a resource may connect to: where the file says, else to addresses, and for names to the VPC.
 *
 * @param vpcRange range of the VPC, which only Terraform may know.
 */
export function destinationsOf(
  spec: Pick<ResourceSpec, "gateway" | "ports" | "resource">,
  vpcRange: string,
): Record<string, GatewayDestination> {
  const { allowTo } = spec.gateway;
  const all = portsOf(spec).map(portSpec);
  if (allowTo) return mapValues(sourceNames(allowTo), (to) => ({ to, ports: all }));
  const { members } = spec.resource;
  if (members === undefined)
    return spec.resource.ipAddress === undefined
      ? { vpc: { to: vpcRange, ports: all } }
      : { resource: { to: rangeOf(spec.resource.ipAddress), ports: all } };
  const destinations: Record<string, GatewayDestination> = {};
  const inVpc: PortSpec[] = [];
  for (const [key, member] of Object.entries(members)) {
    const ports = portsOfMember(spec, member);
    if (member.ipAddress === undefined) inVpc.push(...ports);
    else destinations[`member-${key}`] = { to: rangeOf(member.ipAddress), ports };
  }
  return inVpc.length === 0 ? destinations : { ...destinations, vpc: { to: vpcRange, ports: inVpc } };
}

function rangeOf(address: string): string {
  return `${address}/${isIpv6(address) ? 128 : 32}`;
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
