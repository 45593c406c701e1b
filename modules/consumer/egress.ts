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
 * of the first connection that goes through it.
 *
 * @param scope construct that the rules are made in.
 * @param endpoints by the name of the connection.
 */
export function letOutTo(scope: Construct, group: ClientGroup, endpoints: Readonly<Record<string, IEndpoint>>): void {
  const found = new Map<string, { connection: string; endpoint: IEndpoint; ports: ProtocolPort[] }>();
  for (const [connection, endpoint] of Object.entries(endpoints).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const same = found.get(endpoint.securityGroupId) ?? { connection, endpoint, ports: [] };
    found.set(endpoint.securityGroupId, { ...same, ports: uniquePorts([...same.ports, ...endpoint.ports]) });
  }
  for (const { connection, endpoint, ports } of found.values()) {
    endpoint.allowFromSecurityGroup(group.name, group.securityGroupId);
    for (const port of ports)
      new VpcSecurityGroupEgressRule(scope, `egress-${connection}-${port.protocol}-${portNumbers(port)}`, {
        securityGroupId: group.securityGroupId,
        description: `Endpoint: ${connection}`,
        ...portRule(port),
        referencedSecurityGroupId: endpoint.securityGroupId,
      });
  }
}
