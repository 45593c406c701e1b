import { DataAwsLb } from "@cdktf/provider-aws/lib/data-aws-lb";
import { DataAwsLbListener } from "@cdktf/provider-aws/lib/data-aws-lb-listener";
import { Op, TerraformSelf } from "cdktf";
import type { Construct } from "constructs";
import type { HealthCheckProps } from "./health-check";

/** What an Application Load Balancer must be like to be a target. */
export interface ApplicationLoadBalancerTarget {
  readonly loadBalancerArn: string;
  /** Id of the VPC of the Network Load Balancer. */
  readonly vpcId: string;
  /** Port of the target group. */
  readonly port: number;
  readonly healthCheck: HealthCheckProps;
}

/**
 * Lets Terraform look at an Application Load Balancer before it is made a target: a plan is refused where it is in another
 * VPC, has no listener at the target group's port, or one that speaks other than the health check.
 */
export function lookAtApplicationLoadBalancer(
  scope: Construct,
  name: string,
  { loadBalancerArn, vpcId, port, healthCheck }: ApplicationLoadBalancerTarget,
): void {
  new DataAwsLb(scope, `load-balancer-${name}`, {
    arn: loadBalancerArn,
    lifecycle: {
      postcondition: [
        {
          condition: '${self.load_balancer_type == "application"}',
          errorMessage:
            "Target ${self.arn} is declared to be an Application Load Balancer, but is of type ${self.load_balancer_type}.",
        },
        {
          condition: Op.eq(TerraformSelf.getString("vpc_id"), vpcId),
          errorMessage: `Application Load Balancer \${self.arn} is in \${self.vpc_id}. A target must be in the VPC of the Network Load Balancer, ${vpcId}.`,
        },
      ],
    },
  });
  const { protocol } = healthCheck;
  new DataAwsLbListener(scope, `listener-${name}`, {
    loadBalancerArn,
    port,
    ...(healthCheck.port === undefined
      ? {
          lifecycle: {
            postcondition: [
              {
                condition: `\${self.protocol == "${protocol}"}`,
                errorMessage: `The health check asks over ${protocol} at port ${port}, where the Application Load Balancer speaks \${self.protocol}. Make them the same.`,
              },
            ],
          },
        }
      : {}),
  });
}
