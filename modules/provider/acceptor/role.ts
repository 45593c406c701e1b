import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { Construct } from "constructs";

/** What an acceptor's function may use. */
export interface AcceptorPermissions {
  readonly logGroup: CloudwatchLogGroup;
  /** Queue of events that failed. */
  readonly queue: SqsQueue;
  /** ARN of the endpoint service. */
  readonly serviceArn: string;
}

/**
 * Role of an acceptor's function. It may change connections of one service only.
 *
 * Source for what can be scoped: Service Authorization Reference, "Actions, resources, and condition keys for Amazon
 * EC2". `DescribeVpcEndpointConnections` has no resource types. The two others take a `vpc-endpoint-service`.
 */
export function acceptorRole(scope: Construct, name: string, { logGroup, queue, serviceArn }: AcceptorPermissions) {
  const role = new IamRole(scope, "role", {
    name,
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
  });
  const allow = (Sid: string, Action: readonly string[], Resource: string) => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
  });
  const permissions = new IamRolePolicy(scope, "role-permissions", {
    name: "accept-connections",
    role: role.name,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        allow("SeeConnections", ["ec2:DescribeVpcEndpointConnections"], "*"),
        allow(
          "ChangeConnections",
          ["ec2:AcceptVpcEndpointConnections", "ec2:RejectVpcEndpointConnections"],
          serviceArn,
        ),
        allow("WriteLog", ["logs:CreateLogStream", "logs:PutLogEvents"], `${logGroup.arn}:*`),
        allow("KeepFailedEvents", ["sqs:SendMessage"], queue.arn),
      ],
    }),
  });
  return { role, permissions };
}
