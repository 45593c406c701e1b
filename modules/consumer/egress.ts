import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { Construct } from "constructs";
import { type ProtocolPort, portNumbers, portRule, uniquePorts } from "../aws/port";
import type { IEndpoint } from "./endpoint";

/** A security group whose members connect to endpoints. */
export interface ClientGroup {
  /** Name of the group, under which endpoints let it in. */
  readonly name: string;
  readonly securityGroupId: string;
}

/**
 * Lets a security group out to the ports of endpoints, and has these let it in. Each endpoint has its rules once, by the name
 * of the first connection that goes through it; and so has each range of endpoints in other VPCs.
 *
 * @param scope construct that the rules are made in.
 * @param endpoints by the name of the connection.
 */
export function letOutTo(scope: Construct, group: ClientGroup, endpoints: Readonly<Record<string, IEndpoint>>): void {
  const found = new Map<string, { connection: string; endpoint: IEndpoint; ports: ProtocolPort[] }>();
  for (const [connection, endpoint] of Object.entries(endpoints).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const where = endpoint.cidrBlock ?? endpoint.securityGroupId;
    const same = found.get(where) ?? { connection, endpoint, ports: [] };
    found.set(where, { ...same, ports: uniquePorts([...same.ports, ...endpoint.ports]) });
  }
  for (const { connection, endpoint, ports } of found.values()) {
    endpoint.allowFromSecurityGroup(group.name, group.securityGroupId);
    // AWS does not make a rule for a range out of one for a group.
    const id = endpoint.cidrBlock === undefined ? `egress-${connection}` : `egress-range-${connection}`;
    for (const port of ports)
      new VpcSecurityGroupEgressRule(scope, `${id}-${port.protocol}-${portNumbers(port)}`, {
        securityGroupId: group.securityGroupId,
        description: `Endpoint: ${connection}`,
        ...portRule(port),
        ...(endpoint.cidrBlock === undefined
          ? { referencedSecurityGroupId: endpoint.securityGroupId }
          : { cidrIpv4: endpoint.cidrBlock }),
      });
  }
}
