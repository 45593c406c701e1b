import { type ActionTable, type Grant, inRegion, OURS, on, serviceLinkedRole } from "./grant";

const own = (kind: string, ...actions: readonly string[]) =>
  on(`elasticloadbalancing:{region}:{account}:${kind}`, ...actions);

/** Load balancers of the stacks, and those that exist, to which stacks may add listeners. */
const LOAD_BALANCERS = ["loadbalancer/net/{env}", "loadbalancer/gwy/{env}"];
const calls = (...names: readonly string[]) => names.map((name) => `elasticloadbalancing:${name}`);

/**
 * Makes things of a kind with their tags, and changes those that the tags say are the environment's. Tags are added
 * only by the call that makes the thing, so that nothing of others can be tagged and then changed. Source:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/tagging-resources-during-creation.html
 */
function made(kinds: readonly string[], create: string, ...changes: readonly string[]): Grant[] {
  return kinds.flatMap((kind) => [
    {
      ...own(kind, ...calls("AddTags")),
      when: { StringEquals: { "elasticloadbalancing:CreateAction": create } },
    },
    { ...own(kind, ...calls(...changes, "AddTags", "RemoveTags")), when: OURS },
  ]);
}

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
      ...LOAD_BALANCERS.map((kind) => own(kind, ...calls("CreateLoadBalancer"))),
      ...made(
        LOAD_BALANCERS,
        "CreateLoadBalancer",
        ...["DeleteLoadBalancer", "ModifyLoadBalancerAttributes", "ModifyCapacityReservation"],
        ...["SetSubnets", "SetSecurityGroups", "SetIpAddressType"],
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
        own(kind, ...calls("CreateListener")),
      ),
      ...made(
        ["listener/net/*", "listener/gwy/*", "listener/app/*"],
        "CreateListener",
        ...["ModifyListener", "ModifyListenerAttributes", "DeleteListener"],
      ),
    ],
  },
  aws_lb_listener_certificate: {
    read: [LISTENER_READ],
    write: [
      {
        ...own("listener/net/*", ...calls("AddListenerCertificates", "RemoveListenerCertificates")),
        when: OURS,
      },
    ],
  },
  aws_lb_target_group: {
    read: [TARGET_GROUP_READ],
    write: [
      own("targetgroup/{env}", ...calls("CreateTargetGroup")),
      ...made(
        ["targetgroup/{env}"],
        "CreateTargetGroup",
        ...["ModifyTargetGroup", "ModifyTargetGroupAttributes", "DeleteTargetGroup"],
      ),
    ],
  },
  aws_lb_target_group_attachment: {
    read: [read("TargetHealth", "TargetGroups")],
    write: [{ ...own("targetgroup/{env}", ...calls("RegisterTargets", "DeregisterTargets")), when: OURS }],
  },
  "data.aws_lb": { read: [LOAD_BALANCER_READ] },
  "data.aws_lb_listener": { read: [LISTENER_READ] },
  "data.aws_lb_target_group": { read: [TARGET_GROUP_READ] },
};
