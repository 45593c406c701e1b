import type { Block, RoleUse } from "../../bootstrap/uses";

/** Where a resource is. */
interface Place {
  readonly account: string;
  readonly region: string;
}

/** Digits and letters, as AWS puts them into ids. */
const ID = "0123456789abcdef0";

const nameOf = (block: Block, argument = "name") => {
  const prefix = block[`${argument}_prefix`];
  return typeof prefix === "string" ? `${prefix}20250101000000000000000001` : String(block[argument]);
};
const ec2 =
  (kind: string, id: string) =>
  (_: Block, { account, region }: Place) =>
    `arn:aws:ec2:${region}:${account}:${kind}/${id}-${ID}`;
const named =
  (service: string, before: string, argument?: string) =>
  (block: Block, { account, region }: Place) =>
    `arn:aws:${service}:${region}:${account}:${before}${nameOf(block, argument)}`;
/** The hosted zone that a block names, or one that a stack makes. */
const zone = ({ zone_id: id }: Block) =>
  `arn:aws:route53:::hostedzone/${typeof id === "string" && !id.includes("${") ? id : "Z0123456789"}`;
const share = (_: Block, { account, region }: Place) => `arn:aws:ram:${region}:${account}:resource-share/${ID}`;
const group = (name: string, { account, region }: Place) =>
  `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:${ID}:autoScalingGroupName/${name}`;
const balancer = (block: Block) => (block.load_balancer_type === "gateway" ? "gwy" : "net");

/**
 * ARNs that AWS gives to resources, by their types. Source: Service Authorization Reference, "Resource types defined
 * by" each service. What only AWS knows is made up.
 */
const ARNS: Readonly<Record<string, (block: Block, place: Place) => string>> = {
  aws_autoscaling_attachment: (block, place) => group(nameOf(block, "autoscaling_group_name"), place),
  aws_autoscaling_group: (block, place) => group(nameOf(block), place),
  aws_cloudwatch_dashboard: (block, { account }) =>
    `arn:aws:cloudwatch::${account}:dashboard/${nameOf(block, "dashboard_name")}`,
  aws_cloudwatch_event_rule: named("events", "rule/"),
  aws_cloudwatch_log_group: named("logs", "log-group:"),
  aws_cloudwatch_metric_alarm: named("cloudwatch", "alarm:", "alarm_name"),
  aws_default_network_acl: ec2("network-acl", "acl"),
  aws_default_route_table: ec2("route-table", "rtb"),
  aws_default_security_group: ec2("security-group", "sg"),
  aws_ec2_network_insights_path: ec2("network-insights-path", "nip"),
  aws_flow_log: ec2("vpc-flow-log", "fl"),
  aws_iam_instance_profile: (block, { account }) => `arn:aws:iam::${account}:instance-profile/${nameOf(block)}`,
  aws_iam_role: (block, { account }) => `arn:aws:iam::${account}:role/${nameOf(block)}`,
  aws_instance: ec2("instance", "i"),
  aws_kms_key: (_, { account, region }) => `arn:aws:kms:${region}:${account}:key/${ID}`,
  aws_lambda_function: named("lambda", "function:", "function_name"),
  aws_launch_template: ec2("launch-template", "lt"),
  aws_lb: (block, { account, region }) =>
    `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/${balancer(block)}/${nameOf(block)}/${ID}`,
  aws_lb_listener: (_, { account, region }) =>
    `arn:aws:elasticloadbalancing:${region}:${account}:listener/net/any/${ID}/${ID}`,
  aws_lb_target_group: (block, { account, region }) =>
    `arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/${nameOf(block)}/${ID}`,
  aws_network_acl: ec2("network-acl", "acl"),
  aws_ram_principal_association: share,
  aws_ram_resource_association: share,
  aws_ram_resource_share: share,
  aws_route53_record: zone,
  aws_route53_vpc_association_authorization: zone,
  aws_route53_zone: zone,
  aws_route53_zone_association: zone,
  aws_route_table: ec2("route-table", "rtb"),
  aws_s3_bucket: (block) => `arn:aws:s3:::${nameOf(block, "bucket")}`,
  aws_security_group: ec2("security-group", "sg"),
  aws_sns_topic: named("sns", ""),
  aws_sqs_queue: named("sqs", ""),
  aws_ssm_parameter: (block, { account, region }) =>
    `arn:aws:ssm:${region}:${account}:parameter/${nameOf(block).replace(/^\//, "")}`,
  aws_subnet: ec2("subnet", "subnet"),
  aws_vpc: ec2("vpc", "vpc"),
  aws_vpc_endpoint: ec2("vpc-endpoint", "vpce"),
  aws_vpc_endpoint_service: ec2("vpc-endpoint-service", "vpce-svc"),
  "data.aws_route53_zone": zone,
  // Parameters that AWS publishes have no account.
  "data.aws_ssm_parameter": (block, { region }) => `arn:aws:ssm:${region}::parameter${nameOf(block)}`,
  aws_vpclattice_resource_configuration: (_, { account, region }) =>
    `arn:aws:vpc-lattice:${region}:${account}:resourceconfiguration/rcfg-${ID}`,
  aws_vpclattice_resource_gateway: (_, { account, region }) =>
    `arn:aws:vpc-lattice:${region}:${account}:resourcegateway/rgw-${ID}`,
};

/** Types whose resources an action is on, by the whole name of the action. */
const ACTED: readonly (readonly [RegExp, string])[] = [
  [/^autoscaling:(?!Describe|(At|De)tach)/, "aws_autoscaling_group"],
  [/^autoscaling:(At|De)tachLoadBalancerTargetGroups$/, "aws_autoscaling_attachment"],
  [/^cloudwatch:(PutMetricAlarm|DeleteAlarms|(Un)?[Tt]agResource|ListTagsForResource)$/, "aws_cloudwatch_metric_alarm"],
  [/^cloudwatch:(Get|Put|Delete)Dashboards?$/, "aws_cloudwatch_dashboard"],
  [/^events:/, "aws_cloudwatch_event_rule"],
  [/^logs:(?!DescribeLogGroups|.*LogDelivery)/, "aws_cloudwatch_log_group"],
  [/^iam:.*(InstanceProfile|ToInstanceProfile|FromInstanceProfile)$/, "aws_iam_instance_profile"],
  [/^iam:(?!PassRole|CreateServiceLinkedRole|.*InstanceProfile$)/, "aws_iam_role"],
  [/^kms:(?!CreateKey|TagResource)/, "aws_kms_key"],
  [/^lambda:/, "aws_lambda_function"],
  [/^sns:(?!Unsubscribe|[GS]etSubscriptionAttributes)/, "aws_sns_topic"],
  [/^sqs:/, "aws_sqs_queue"],
  [/^s3:(?!DeleteObject)/, "aws_s3_bucket"],
  [/^ssm:GetParameters?$/, "data.aws_ssm_parameter"],
  [/^ssm:(Put|Delete)ResourcePolicy$|^ssm:GetResourcePolicies$/, "aws_ssm_parameter"],
  [/^ssm:(Put|Delete|Get)Parameter$|^ssm:(AddTags|RemoveTags|ListTags)/, "aws_ssm_parameter"],
  [
    /^elasticloadbalancing:((Create|Delete)LoadBalancer|Modify(LoadBalancerAttributes|CapacityReservation)|Set\w+)$/,
    "aws_lb",
  ],
  [/^elasticloadbalancing:CreateListener$/, "aws_lb"],
  [/^elasticloadbalancing:(Modify|Delete)Listener(Attributes)?$/, "aws_lb_listener"],
  [/^elasticloadbalancing:(Add|Remove)ListenerCertificates$/, "aws_lb_listener"],
  [/^elasticloadbalancing:(Create|Modify|Delete)TargetGroup(Attributes)?$/, "aws_lb_target_group"],
  [/^elasticloadbalancing:(Der|R)egisterTargets$/, "aws_lb_target_group"],
  [/^ec2:(DeleteVpc|ModifyVpcAttribute|(Dis|As)+ociateVpcCidrBlock)$/i, "aws_vpc"],
  [/^ec2:(DeleteSubnet|ModifySubnetAttribute|(Dis|As)+ociateSubnetCidrBlock)$/i, "aws_subnet"],
  [
    /^ec2:(DeleteRouteTable|CreateRoute|ReplaceRoute|(Disa|A)ssociateRouteTable|ReplaceRouteTableAssociation)$/,
    "aws_route_table",
  ],
  [/^ec2:((Disa|A)ssociateRouteTable|Replace(RouteTable|NetworkAcl)Association)$/, "aws_subnet"],
  [/^ec2:DeleteRoute$/, "aws_default_route_table"],
  [/^ec2:(DeleteNetworkAcl|(Create|Delete)NetworkAclEntry|ReplaceNetworkAclAssociation)$/, "aws_network_acl"],
  [/^ec2:((Create|Delete)NetworkAclEntry|ReplaceNetworkAclAssociation)$/, "aws_default_network_acl"],
  [/^ec2:(DeleteSecurityGroup|(Authorize|Revoke)SecurityGroup\w+|ModifySecurityGroupRules)$/, "aws_security_group"],
  [/^ec2:RevokeSecurityGroup\w+$/, "aws_default_security_group"],
  [/^ec2:(DeleteVpcEndpoints|ModifyVpcEndpoint)$/, "aws_vpc_endpoint"],
  [
    /^ec2:((Delete|Modify)VpcEndpointService\w+|StartVpcEndpointService\w+|(Accept|Reject)VpcEndpointConnections)$/,
    "aws_vpc_endpoint_service",
  ],
  [/^ec2:DeleteFlowLogs$/, "aws_flow_log"],
  [/^ec2:(CreateLaunchTemplateVersion|(Modify|Delete)LaunchTemplate)$/, "aws_launch_template"],
  [/^ec2:((Terminate|Stop|Start)Instances|ModifyInstance\w+)$/, "aws_instance"],
  [/^ec2:DeleteNetworkInsightsPath$/, "aws_ec2_network_insights_path"],
  [/^ram:(Update|Delete|Tag|Untag)\w+$/, "aws_ram_resource_share"],
  [/^ram:(Disa|A)ssociateResourceShare$/, "aws_ram_resource_association"],
  [/^ram:(Disa|A)ssociateResourceShare$/, "aws_ram_principal_association"],
  [/^route53:(DeleteHostedZone|UpdateHostedZoneComment|ChangeTagsForResource)$/, "aws_route53_zone"],
  [/^route53:(GetHostedZone|ListResourceRecordSets|ListTagsForResource|GetDNSSEC)$/, "aws_route53_zone"],
  [/^route53:(GetHostedZone|ListTagsForResource)$/, "data.aws_route53_zone"],
  [/^route53:(GetHostedZone|ListResourceRecordSets|ChangeResourceRecordSets)$/, "aws_route53_record"],
  [/^route53:\w+VPCAssociationAuthorizations?$/, "aws_route53_vpc_association_authorization"],
  [/^route53:(AssociateVPCWith|DisassociateVPCFrom)HostedZone$/, "aws_route53_zone_association"],
  [/^vpc-lattice:\w+ResourceGateway$/, "aws_vpclattice_resource_gateway"],
  [/^vpc-lattice:(Get|Update|Delete|Create)ResourceConfiguration$/, "aws_vpclattice_resource_configuration"],
];

/** Calls that make resources of EC2, and tag them at once, by their types. */
export const CREATED_BY: Readonly<Record<string, string>> = {
  aws_ec2_network_insights_path: "CreateNetworkInsightsPath",
  aws_flow_log: "CreateFlowLogs",
  aws_instance: "RunInstances",
  aws_launch_template: "CreateLaunchTemplate",
  aws_network_acl: "CreateNetworkAcl",
  aws_route_table: "CreateRouteTable",
  aws_security_group: "CreateSecurityGroup",
  aws_subnet: "CreateSubnet",
  aws_vpc: "CreateVpc",
  aws_vpc_endpoint: "CreateVpcEndpoint",
  aws_vpc_endpoint_service: "CreateVpcEndpointServiceConfiguration",
};

/** Resources that AWS makes with a VPC. They have no tags before Terraform takes them over. */
const TAKEN_OVER: readonly string[] = [
  "aws_default_network_acl",
  "aws_default_route_table",
  "aws_default_security_group",
];

/** Whether an action is on a resource that has no tags yet. The provider tags a security group before it empties it. */
export function isUntagged(type: string, action: string): boolean {
  return TAKEN_OVER.includes(type) && !action.startsWith("ec2:RevokeSecurityGroup");
}

/** What an action is on that is no resource of a stack: `*`, but for those which IAM narrows. */
export function onNothing(action: string): string {
  return action === "route53:GetChange" ? "arn:aws:route53:::change/C0123456789" : "*";
}

/** Types of the resources that an action is on; none where IAM takes `*` for it, or what is no resource here. */
export function actedOn(action: string): string[] {
  if (action === "ec2:CreateTags") return [...Object.keys(CREATED_BY), ...TAKEN_OVER];
  return ACTED.filter(([pattern]) => pattern.test(action)).map(([, type]) => type);
}

/** ARNs of the resources of a type that stacks of a use make. */
export function arnsIn(use: RoleUse, type: string): string[] {
  const arn = ARNS[type];
  if (arn === undefined) throw new Error(`no ARNs are known of ${type}`);
  return (use.types.get(type) ?? []).flatMap((block) =>
    use.regions.map((region) => arn(block, { account: use.account, region })),
  );
}
