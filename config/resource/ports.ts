import { type PortSpec, type ProtocolPort, readablePorts } from "../../modules/aws/port";
import type { MemberSpec, ResourceSpec } from "./resource-schema";

/** Ports of a member of a group: its own, else the resource's. */
export function portsOfMember(spec: Pick<ResourceSpec, "ports">, member: MemberSpec): readonly PortSpec[] {
  return member.ports ?? spec.ports;
}

/** Ports that a resource is reached on: of a group, those of all its members. Each once, ascending. */
export function portsOf(spec: Pick<ResourceSpec, "ports" | "resource">): ProtocolPort[] {
  const { members } = spec.resource;
  const ports = members ? Object.values(members).flatMap((member) => portsOfMember(spec, member)) : spec.ports;
  return readablePorts(ports);
}
