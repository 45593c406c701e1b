import { type ActionTable, besidesEc2, ec2Tags, type Grant, global, inRegion, on, ownEc2, passRole } from "./grant";

const ENDPOINT_READ = [
  "ec2:DescribeVpcEndpoints",
  "ec2:DescribePrefixLists",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeVpcs",
] as const;
const SERVICE_READ = [
  "ec2:DescribeVpcEndpointServiceConfigurations",
  "ec2:DescribeVpcEndpointServicePermissions",
  // `privatelink status` looks who is connected.
  "ec2:DescribeVpcEndpointConnections",
] as const;

/** Changes an endpoint that a stack made. Its subnets, security groups and route tables may be those of others. */
const MODIFY_ENDPOINT: readonly Grant[] = [
  ownEc2("vpc-endpoint", "ec2:ModifyVpcEndpoint"),
  ...besidesEc2(["route-table", "security-group", "subnet"], "ec2:ModifyVpcEndpoint"),
];

/** Of the service's owner and the endpoint's, where they are in different regions. It has no resource. */
const otherRegions = global("vpce:AllowMultiRegion");

/** Endpoints, endpoint services, connections, and what is known of the network around them. */
export const ENDPOINTS: ActionTable = {
  aws_vpc_endpoint: {
    read: [inRegion(...ENDPOINT_READ)],
    write: [
      inRegion("ec2:CreateVpcEndpoint", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets"),
      ...MODIFY_ENDPOINT,
      ownEc2("vpc-endpoint", "ec2:DeleteVpcEndpoints"),
      // AWS associates the zone of a private DNS name with the VPC as whoever makes the endpoint.
      global("route53:AssociateVPCWithHostedZone"),
      otherRegions,
      ...ec2Tags("CreateVpcEndpoint"),
    ],
    // It has no call of its own, so that no record shows it (VPC Lattice User Guide, "API permissions").
    writeWith: { service_network_arn: [inRegion("vpc-lattice:CreateServiceNetworkVpcEndpointAssociation")] },
  },
  aws_vpc_endpoint_private_dns: {
    read: [inRegion(...ENDPOINT_READ)],
    write: [...MODIFY_ENDPOINT, global("route53:AssociateVPCWithHostedZone")],
  },
  aws_vpc_endpoint_service: {
    read: [inRegion(...SERVICE_READ)],
    write: [
      inRegion("ec2:CreateVpcEndpointServiceConfiguration"),
      ownEc2(
        "vpc-endpoint-service",
        "ec2:DeleteVpcEndpointServiceConfigurations",
        "ec2:ModifyVpcEndpointServiceConfiguration",
        "ec2:ModifyVpcEndpointServicePermissions",
      ),
      otherRegions,
      ...ec2Tags("CreateVpcEndpointServiceConfiguration"),
    ],
  },
  aws_vpc_endpoint_service_private_dns_verification: {
    read: [inRegion(...SERVICE_READ)],
    write: [ownEc2("vpc-endpoint-service", "ec2:StartVpcEndpointServicePrivateDnsVerification")],
  },
  aws_vpc_endpoint_connection_accepter: {
    read: [inRegion("ec2:DescribeVpcEndpointConnections")],
    write: [ownEc2("vpc-endpoint-service", "ec2:AcceptVpcEndpointConnections", "ec2:RejectVpcEndpointConnections")],
  },
  aws_vpc_endpoint_connection_notification: {
    read: [inRegion("ec2:DescribeVpcEndpointConnectionNotifications")],
    write: [
      inRegion(
        "ec2:CreateVpcEndpointConnectionNotification",
        "ec2:ModifyVpcEndpointConnectionNotification",
        "ec2:DeleteVpcEndpointConnectionNotifications",
      ),
    ],
  },
  aws_flow_log: {
    read: [inRegion("ec2:DescribeFlowLogs")],
    write: [
      inRegion("ec2:CreateFlowLogs", "logs:CreateLogDelivery", "logs:DeleteLogDelivery"),
      ownEc2("vpc-flow-log", "ec2:DeleteFlowLogs"),
      passRole("vpc-flow-logs.amazonaws.com"),
      ...ec2Tags("CreateFlowLogs"),
    ],
  },
  aws_vpc_encryption_control: {
    read: [inRegion("ec2:DescribeVpcEncryptionControls")],
    write: [
      inRegion("ec2:CreateVpcEncryptionControl"),
      ownEc2("vpc-encryption-control", "ec2:ModifyVpcEncryptionControl", "ec2:DeleteVpcEncryptionControl"),
      ...ec2Tags("CreateVpcEncryptionControl"),
    ],
  },
  aws_ec2_network_insights_path: {
    read: [inRegion("ec2:DescribeNetworkInsightsPaths")],
    write: [
      inRegion("ec2:CreateNetworkInsightsPath"),
      ownEc2("network-insights-path", "ec2:DeleteNetworkInsightsPath"),
      ...ec2Tags("CreateNetworkInsightsPath"),
    ],
  },
  aws_ec2_network_insights_analysis: {
    read: [inRegion("ec2:DescribeNetworkInsightsAnalyses")],
    write: [
      inRegion("ec2:StartNetworkInsightsAnalysis"),
      ownEc2("network-insights-analysis", "ec2:DeleteNetworkInsightsAnalysis"),
      // An analysis asks as whoever starts it (Reachability Analyzer guide, "Identity and access management").
      inRegion("tiros:CreateQuery", "tiros:GetQueryAnswer", "tiros:GetQueryExplanation"),
      inRegion(
        "ec2:DescribeInternetGateways",
        "ec2:DescribeNatGateways",
        "ec2:DescribeTransitGateways",
        "ec2:DescribeVpnGateways",
        "ec2:DescribeManagedPrefixLists",
        "ec2:GetManagedPrefixListEntries",
        "ec2:DescribeVpcEndpointServiceConfigurations",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
      ),
      ...ec2Tags("StartNetworkInsightsAnalysis"),
    ],
  },
  "data.aws_vpc_endpoint": { read: [inRegion(...ENDPOINT_READ)] },
  "data.aws_vpc_endpoint_associations": { read: [inRegion("ec2:DescribeVpcEndpointAssociations")] },
  "data.aws_vpc_endpoint_service": { read: [inRegion("ec2:DescribeVpcEndpointServices")] },
};

export const NETWORK_INTERFACES = on(
  "ec2:{region}:{account}:network-interface/*",
  "ec2:DeleteNetworkInterface",
  "ec2:DetachNetworkInterface",
);
