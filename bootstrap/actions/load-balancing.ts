import { type ActionTable, inRegion, on, serviceLinkedRole } from "./grant";

const own = (kind: string, ...actions: readonly string[]) =>
  on(`elasticloadbalancing:{region}:{account}:${kind}`, ...actions);

/** Load balancers of the stacks, and those that exist, to which stacks may add listeners. */
const LOAD_BALANCERS = ["loadbalancer/net/{env}", "loadbalancer/gwy/{env}"];
const TAGS = ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"];
/** What a load balancer takes of the network it stands in (Elastic Load Balancing API permissions). */
const AROUND = [
  "ec2:DescribeAccountAttributes",
  "ec2:DescribeAddresses",
  "ec2:DescribeInternetGateways",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcs",
];
const read = (...names: readonly string[]) => inRegion(...names.map((name) => `elasticloadbalancing:Describe${name}`));
const LOAD_BALANCER_READ = read("LoadBalancers", "LoadBalancerAttributes", "CapacityReservation", "Tags");
const LISTENER_READ = read("Listeners", "ListenerAttributes", "ListenerCertificates", "LoadBalancers", "Tags");
const TARGET_GROUP_READ = read("TargetGroups", "TargetGroupAttributes", "Tags");

/** Network and Gateway Load Balancers with what belongs to them. */
export const LOAD_BALANCING: ActionTable = {
  aws_lb: {
    read: [LOAD_BALANCER_READ, inRegion("ec2:DescribeNetworkInterfaces")],
    write: [
      ...LOAD_BALANCERS.map((kind) =>
        own(
          kind,
          ...[
            "CreateLoadBalancer",
            "DeleteLoadBalancer",
            "ModifyLoadBalancerAttributes",
            "ModifyCapacityReservation",
          ].map((name) => `elasticloadbalancing:${name}`),
          ...["SetSubnets", "SetSecurityGroups", "SetIpAddressType"].map((name) => `elasticloadbalancing:${name}`),
          ...TAGS,
        ),
      ),
      inRegion(...AROUND),
      serviceLinkedRole("elasticloadbalancing.amazonaws.com"),
    ],
  },
  aws_lb_listener: {
    read: [LISTENER_READ],
    write: [
      // The load balancer may be one that exists, under a name of its owner's.
      ...["loadbalancer/net/*", "loadbalancer/gwy/*", "loadbalancer/app/*"].map((kind) =>
        own(kind, "elasticloadbalancing:CreateListener"),
      ),
      ...["listener/net/*", "listener/gwy/*", "listener/app/*"].map((kind) =>
        own(
          kind,
          "elasticloadbalancing:ModifyListener",
          "elasticloadbalancing:ModifyListenerAttributes",
          "elasticloadbalancing:DeleteListener",
          ...TAGS,
        ),
      ),
    ],
  },
  aws_lb_listener_certificate: {
    read: [LISTENER_READ],
    write: [
      own(
        "listener/net/*",
        "elasticloadbalancing:AddListenerCertificates",
        "elasticloadbalancing:RemoveListenerCertificates",
      ),
    ],
  },
  aws_lb_target_group: {
    read: [TARGET_GROUP_READ],
    write: [
      own(
        "targetgroup/{env}",
        "elasticloadbalancing:CreateTargetGroup",
        "elasticloadbalancing:ModifyTargetGroup",
        "elasticloadbalancing:ModifyTargetGroupAttributes",
        "elasticloadbalancing:DeleteTargetGroup",
        ...TAGS,
      ),
    ],
  },
  aws_lb_target_group_attachment: {
    read: [read("TargetHealth", "TargetGroups")],
    write: [own("targetgroup/*", "elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets")],
  },
  "data.aws_lb": { read: [LOAD_BALANCER_READ] },
  "data.aws_lb_listener": { read: [LISTENER_READ] },
  "data.aws_lb_target_group": { read: [TARGET_GROUP_READ] },
};
