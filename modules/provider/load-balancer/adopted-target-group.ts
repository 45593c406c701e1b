import { DataAwsLbTargetGroup } from "@cdktf/provider-aws/lib/data-aws-lb-target-group";
import { Op, TerraformSelf } from "cdktf";
import type { Construct } from "constructs";
import { textOr } from "../../aws/expressions";
import type { ListenerProtocol } from "./listener";
import type { TargetType } from "./targets";

/** Protocols of target groups by that of a listener (User Guide for Network Load Balancers, "Routing configuration"). */
const GOES_WITH: Readonly<Record<ListenerProtocol, readonly string[]>> = {
  TCP: ["TCP", "TCP_UDP"],
  TLS: ["TCP", "TLS"],
  UDP: ["UDP", "TCP_UDP"],
  TCP_UDP: ["TCP_UDP"],
};

/** A target group that exists, and what is said of it. */
export interface AdoptedTargetGroupProps {
  readonly targetGroupArn: string;
  /** Id of the VPC of the load balancer. */
  readonly vpcId: string;
  /** What the listener speaks that is to forward to it. */
  readonly protocol: ListenerProtocol;
  /** Port of its targets. */
  readonly port: number;
  /** Port of its health check. @default - that of its targets */
  readonly healthCheckPort?: number | undefined;
  /** What its targets are. @default - not asked */
  readonly targetType?: TargetType | undefined;
  /** Key of it among the target groups of the listener. @default - it is the only one */
  readonly group?: string | undefined;
}

/**
 * Lets Terraform read a target group that exists, in the scope of the load balancer, and refuse a plan where it does not go
 * with the listener, or is not what is said of it: the load balancer's security group would let out to other ports.
 *
 * @returns its ARN.
 */
export function adoptTargetGroup(scope: Construct, listenerName: string, props: AdoptedTargetGroupProps): string {
  const { targetGroupArn, vpcId, protocol, port, healthCheckPort = port, targetType, group } = props;
  // All target groups of a TLS listener speak the same, and those that are made beside one that exists speak TCP.
  const fitting = group !== undefined && protocol === "TLS" ? ["TCP"] : GOES_WITH[protocol];
  const asked = textOr("self.health_check[0].port", '"no port"');
  const id = group === undefined ? listenerName : `${listenerName}_${group}`;
  return new DataAwsLbTargetGroup(scope, `adopted-target-group-${id}`, {
    arn: targetGroupArn,
    lifecycle: {
      postcondition: [
        {
          condition: Op.eq(TerraformSelf.getString("vpc_id"), vpcId),
          errorMessage: `Listener ${listenerName}: target group \${self.arn} is in \${self.vpc_id}. Name one in the VPC of the load balancer, ${vpcId}.`,
        },
        {
          condition: `\${contains([${fitting.map((each) => `"${each}"`).join(", ")}], self.protocol)}`,
          errorMessage: `Listener ${listenerName} speaks ${protocol}, which goes to a target group of ${fitting.join(" or ")}; \${self.arn} is of \${self.protocol}.`,
        },
        {
          condition: `\${self.port == ${port}}`,
          errorMessage: `Listener ${listenerName}: the targets of \${self.arn} are declared to be at port ${port}, but are at \${self.port}. Set targetPort to that.`,
        },
        {
          condition: `\${contains(["${healthCheckPort}"${healthCheckPort === port ? ', "traffic-port"' : ""}], ${asked})}`,
          errorMessage: `Listener ${listenerName}: the health check of \${self.arn} is declared to be at port ${healthCheckPort}, but is at \${${asked}}. Set healthCheckPort to that, or take it out for the targets' own port.`,
        },
        ...(targetType === undefined
          ? []
          : [
              {
                condition: `\${self.target_type == "${targetType}"}`,
                errorMessage: `Listener ${listenerName}: the targets of \${self.arn} are declared to be of type ${targetType}, but are of \${self.target_type}. Set targetType to that.`,
              },
            ]),
      ],
    },
  }).arn;
}
