import { NETWORK_INTERFACES } from "./endpoints";
import { type ActionTable, ec2Tags, inRegion, on, ownEc2, passRole, serviceLinkedRole } from "./grant";

const lambda = (...names: readonly string[]) =>
  on("lambda:{region}:{account}:function:{function}", ...names.map((name) => `lambda:${name}`));
const group = (name: string, ...actions: readonly string[]) =>
  on(`autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/${name}`, ...actions);
const ATTACH = ["autoscaling:AttachLoadBalancerTargetGroups", "autoscaling:DetachLoadBalancerTargetGroups"];
/** What AWS makes an instance of, as whoever asks for the instance or for the group of instances. */
const RUN = [
  inRegion("ec2:RunInstances"),
  // Launch templates may name the parameter that AWS publishes an image's id in.
  on("ssm:{region}::parameter/aws/service/*", "ssm:GetParameters"),
  ...ec2Tags("RunInstances"),
  passRole("ec2.amazonaws.com"),
];

/** Functions, instances and groups of instances. */
export const COMPUTE: ActionTable = {
  aws_lambda_function: {
    read: [
      lambda(
        "GetFunction",
        "GetFunctionConfiguration",
        "GetFunctionCodeSigningConfig",
        "GetFunctionConcurrency",
        "GetRuntimeManagementConfig",
        "ListVersionsByFunction",
        "ListTags",
      ),
    ],
    write: [
      lambda(
        "CreateFunction",
        "DeleteFunction",
        "UpdateFunctionCode",
        "UpdateFunctionConfiguration",
        "PutFunctionConcurrency",
        "DeleteFunctionConcurrency",
        "TagResource",
        "UntagResource",
      ),
      inRegion("ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"),
      // Interfaces that a deleted function leaves in the VPC keep its subnets from being deleted.
      NETWORK_INTERFACES,
      passRole("lambda.amazonaws.com"),
    ],
  },
  aws_lambda_permission: { read: [lambda("GetPolicy")], write: [lambda("AddPermission", "RemovePermission")] },
  aws_lambda_function_event_invoke_config: {
    read: [lambda("GetFunctionEventInvokeConfig")],
    write: [
      lambda("PutFunctionEventInvokeConfig", "UpdateFunctionEventInvokeConfig", "DeleteFunctionEventInvokeConfig"),
    ],
  },
  aws_launch_template: {
    read: [inRegion("ec2:DescribeLaunchTemplates", "ec2:DescribeLaunchTemplateVersions")],
    write: [
      inRegion("ec2:CreateLaunchTemplate"),
      ownEc2(
        "launch-template",
        "ec2:CreateLaunchTemplateVersion",
        "ec2:ModifyLaunchTemplate",
        "ec2:DeleteLaunchTemplate",
      ),
      ...ec2Tags("CreateLaunchTemplate"),
    ],
  },
  aws_autoscaling_group: {
    read: [
      inRegion("autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeScalingActivities"),
      inRegion("elasticloadbalancing:DescribeTargetHealth"),
    ],
    write: [
      group(
        "{env}",
        "autoscaling:CreateAutoScalingGroup",
        "autoscaling:UpdateAutoScalingGroup",
        "autoscaling:DeleteAutoScalingGroup",
        "autoscaling:CreateOrUpdateTags",
        "autoscaling:DeleteTags",
        "autoscaling:SuspendProcesses",
        "autoscaling:ResumeProcesses",
        "autoscaling:StartInstanceRefresh",
        ...ATTACH,
      ),
      ...RUN,
      serviceLinkedRole("autoscaling.amazonaws.com"),
    ],
  },
  aws_autoscaling_attachment: {
    named: "autoscaling_group_name",
    read: [inRegion("autoscaling:DescribeAutoScalingGroups")],
    write: [group("{env}", ...ATTACH), group("{name}", ...ATTACH)],
  },
  "data.aws_instances": { read: [inRegion("ec2:DescribeInstances")] },
  aws_instance: {
    read: [
      inRegion(
        "ec2:DescribeImages",
        "ec2:DescribeInstances",
        "ec2:DescribeInstanceAttribute",
        "ec2:DescribeInstanceCreditSpecifications",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeTags",
        "ec2:DescribeVolumes",
      ),
    ],
    write: [
      ...RUN,
      ownEc2(
        "instance",
        "ec2:TerminateInstances",
        "ec2:StopInstances",
        "ec2:StartInstances",
        "ec2:ModifyInstanceAttribute",
        "ec2:ModifyInstanceMetadataOptions",
      ),
    ],
  },
};
