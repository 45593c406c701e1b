import { DataAwsLb } from "@cdktf/provider-aws/lib/data-aws-lb";
import { DataAwsLbListener } from "@cdktf/provider-aws/lib/data-aws-lb-listener";
import { Fn, type ITerraformDependable, Op, type Postcondition, TerraformSelf } from "cdktf";
import { Construct } from "constructs";
import { elementsOf, given, joined } from "../../aws/expressions";
import { known, PropertyProblems } from "../../aws/property-problems";
import { isZoneId } from "../../aws/zone-id";
import type { IVpc } from "../../vpc";
import { existingListenerProblems } from "./existing-listener";
import type { ListenerProps } from "./listener";
import { checkListeners, listenerProblems } from "./listener-rule";
import type { INetworkLoadBalancer } from "./load-balancer";
import { networkLoadBalancerArnProblem } from "./load-balancer-arn";
import { loadBalancerTagProblems } from "./load-balancer-tags";
import { LoadBalancerVpc } from "./load-balancer-vpc";
import { makeListeners } from "./make-listeners";
import type { TargetsProps } from "./targets";
import { checkForwarding } from "./targets-rule";

/** Stands for the target group of a listener that forwards to none, or to several. */
const NO_TARGET_GROUP = "none";

/** Where listeners that are made forward to. */
export interface ExistingLoadBalancerTargets extends TargetsProps {
  /** What the names of listeners and target groups begin with. */
  readonly name: string;
}

/** Properties of {@link ExistingNetworkLoadBalancer}. */
export interface ExistingNetworkLoadBalancerProps {
  /**
   * ARN of the load balancer, in the account and region that is deployed to. It must be internal.
   *
   * @default - it is found by `loadBalancerTags`
   */
  readonly loadBalancerArn?: string | undefined;
  /**
   * Tags of the load balancer, in place of its ARN: at each plan, Terraform finds the load balancer that has all of
   * them, in the account and region that is deployed to. A plan fails where none has them, or several have.
   *
   * @default - it is named by `loadBalancerArn`
   */
  readonly loadBalancerTags?: Readonly<Record<string, string>> | undefined;
  /**
   * VPC that it is in, with the subnets that it has nodes in: all of them, and no others.
   *
   * @default - Terraform looks it up by the ARN of the load balancer: `zoneIds` is required
   */
  readonly vpc?: IVpc | undefined;
  /**
   * Ids of the zones that it has nodes in, such as `use1-az1`, in place of `vpc`: all of them, and no others. Terraform
   * looks the VPC and the subnets up, and refuses a plan in which the zones differ.
   *
   * @default - those of `vpc`
   */
  readonly zoneIds?: readonly string[] | undefined;
  /**
   * Listeners by name. With `targets` they are made. Without, they exist: each has a port and a protocol and says no more,
   * since the rest is their owner's; a plan in which one does not exist is refused.
   */
  readonly listeners: Readonly<Record<string, ListenerProps>>;
  /**
   * What listeners that are made forward to, and what their names, and those of their target groups, begin with.
   *
   * @default - no listeners are made: they exist
   */
  readonly targets?: ExistingLoadBalancerTargets | undefined;
  /** Whether it must be `dualstack`, as one of an endpoint service that supports IPv6 must be. @default "ipv4" */
  readonly ipAddressType?: "ipv4" | "dualstack" | undefined;
  /**
   * Whether the inbound rules of its security groups apply to connections through PrivateLink; a plan in which it is
   * otherwise is refused. They see the client's own private address: with `true`, whoever declares it knows that they let in
   * the clients of every consumer.
   *
   * @default false
   */
  readonly enforcesInboundRules?: boolean | undefined;
}

/**
 * A Network Load Balancer that somebody else made, adopted by its ARN or its tags. Terraform reads it, and refuses a
 * plan in which it is not what an endpoint service needs or what was declared. It is never changed or destroyed; with
 * `targets`, listeners are made on it.
 */
export class ExistingNetworkLoadBalancer extends Construct implements INetworkLoadBalancer {
  readonly loadBalancerArn: string;
  readonly targetGroupArns: Readonly<Record<string, string>>;
  /**
   * The listeners that are made, with their certificates; none without `targets`. If a service names them in its
   * `dependsOn`, Terraform removes the load balancer from the service before it destroys them.
   */
  readonly listenerResources: readonly ITerraformDependable[];
  readonly enforcesInboundRules: boolean;
  /** VPC that it is in: the one that is given, or the one that Terraform finds. */
  readonly vpc: IVpc;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ExistingNetworkLoadBalancerProps) {
    super(scope, id);
    validate(this, props);
    const { listeners, targets, zoneIds = [] } = props;
    const loadBalancer = new DataAwsLb(this, "load-balancer", {
      ...(props.loadBalancerTags === undefined
        ? { arn: props.loadBalancerArn }
        : { tags: { ...props.loadBalancerTags } }),
      lifecycle: { postcondition: mustBe(props) },
    });
    this.loadBalancerArn = loadBalancer.arn;
    this.enforcesInboundRules = props.enforcesInboundRules ?? false;
    this.vpc = props.vpc ?? new LoadBalancerVpc(this, "vpc", { loadBalancer, zoneIds });
    const around = { loadBalancerArn: loadBalancer.arn, vpcId: this.vpc.vpcId, listeners };
    const { targetGroupArns, listenerResources } = targets
      ? makeListeners(this, { ...around, ...targets })
      : { targetGroupArns: this.existingListeners(listeners), listenerResources: [] };
    this.targetGroupArns = targetGroupArns;
    this.listenerResources = listenerResources;
  }

  /** Looks the listeners up. @returns ARNs of the target groups that they forward to. */
  private existingListeners(listeners: ExistingNetworkLoadBalancerProps["listeners"]): Record<string, string> {
    const targetGroupArns: Record<string, string> = {};
    for (const name of Object.keys(listeners).sort()) {
      const { port, protocol = "TCP" } = listeners[name] as ListenerProps;
      const listener = new DataAwsLbListener(this, `listener-${name}`, {
        loadBalancerArn: this.loadBalancerArn,
        port,
        lifecycle: {
          postcondition: [
            {
              condition: `\${self.protocol == "${protocol}"}`,
              errorMessage: `Listener ${name} at port ${port} is declared to have protocol ${protocol}, but has \${self.protocol}. Declare that one.`,
            },
          ],
        },
      });
      // With several target groups it is null: the alarms and graphs of targets then have nothing to show.
      targetGroupArns[name] = given(listener.defaultAction.get(0).targetGroupArn, NO_TARGET_GROUP);
    }
    return targetGroupArns;
  }
}

/** What a load balancer must be: in front of an endpoint service at all, then as it was declared. */
function mustBe(props: ExistingNetworkLoadBalancerProps): Postcondition[] {
  const { vpc, ipAddressType, enforcesInboundRules } = props;
  const what = "Load balancer ${self.name}";
  const conditions: Postcondition[] = [
    {
      condition: '${self.load_balancer_type == "network"}',
      errorMessage: `${what} is of type \${self.load_balancer_type}. An endpoint service for interface endpoints takes Network Load Balancers alone.`,
    },
    {
      condition: "${self.internal}",
      errorMessage: `${what} faces the internet, from where its listeners are reached beside PrivateLink. Name one that is internal: AWS cannot change this one.`,
    },
    ...(vpc === undefined ? [] : mustBeIn(vpc, what)),
    enforcesInboundRules
      ? {
          condition: `\${self.${SWITCH} == "on"}`,
          errorMessage: `${what} is declared to enforce its inbound rules on PrivateLink traffic, but does not. Declare that it does not, or switch it on.`,
        }
      : {
          condition: `\${self.${SWITCH} != "on"}`,
          errorMessage: `${what} enforces its inbound rules on PrivateLink traffic. They see the client's own private address, and drop whoever they do not name without a word. Declare it, with the ranges of all clients that they let in, or switch it off: aws elbv2 set-security-groups --load-balancer-arn \${self.arn} --security-groups \${join(" ", ${elementsOf("self.security_groups")})} --enforce-security-group-inbound-rules-on-private-link-traffic off`,
        },
  ];
  if (ipAddressType === "dualstack")
    conditions.push({
      condition: '${self.ip_address_type == "dualstack"}',
      errorMessage: `${what} has \${self.ip_address_type} addresses alone. A service that supports IPv6 needs it of every load balancer: make it dualstack, or take ipv6 out.`,
    });
  return conditions;
}

/**
 * What must hold of the place of a load balancer, where that is declared.
 *
 * @param what the load balancer, for messages.
 */
function mustBeIn(vpc: IVpc, what: string): Postcondition[] {
  const subnetIds = Object.keys(vpc.subnetIds)
    .sort()
    .map((zone) => vpc.subnetIds[zone] as string);
  return [
    {
      condition: Op.eq(TerraformSelf.getString("vpc_id"), vpc.vpcId),
      errorMessage: `${what} is in \${self.vpc_id}, which is not the VPC that is declared. Declare that one.`,
    },
    {
      condition: Op.eq(Fn.toset(TerraformSelf.getAny("subnets")), Fn.toset(subnetIds)),
      errorMessage: `${what} has nodes in \${${joined("self.subnets", "no subnet")}}, which are not the subnets that are declared: the service is offered in the zones of all its nodes. Declare those subnets, by their zones.`,
    },
  ];
}

const SWITCH = "enforce_security_group_inbound_rules_on_private_link_traffic";

function validate(loadBalancer: ExistingNetworkLoadBalancer, props: ExistingNetworkLoadBalancerProps): void {
  const problems = new PropertyProblems(loadBalancer);
  const { loadBalancerArn, loadBalancerTags, vpc, zoneIds, listeners, targets, ipAddressType } = props;
  if ((loadBalancerArn === undefined) === (loadBalancerTags === undefined))
    problems.add("loadBalancerArn", "either `loadBalancerArn`, or `loadBalancerTags` to find it by", loadBalancerArn);
  if (known(loadBalancerTags))
    problems.addWithin(["loadBalancerTags"], loadBalancerTags, loadBalancerTagProblems(loadBalancerTags));
  if (known(loadBalancerArn))
    problems.check("loadBalancerArn", networkLoadBalancerArnProblem(loadBalancerArn), loadBalancerArn);
  if ((vpc === undefined) === (zoneIds === undefined))
    problems.add("vpc", "either `vpc`, or `zoneIds` to look it up by the load balancer", vpc && { zoneIds });
  if (vpc !== undefined && Object.keys(vpc.subnetIds).length === 0)
    problems.add("vpc.subnetIds", "at least one subnet", vpc.subnetIds);
  if (zoneIds !== undefined) checkZoneIds(problems, zoneIds);
  if (targets) {
    problems.checkKnownName(targets.name);
    checkForwarding(problems, "targets", { ...targets, listeners, ipAddressType });
  }
  checkListeners(problems, listeners, targets ? listenerProblems : existingListenerProblems);
  problems.throwIfAny();
}

function checkZoneIds(problems: PropertyProblems, zoneIds: readonly string[]): void {
  if (zoneIds.length === 0) problems.add("zoneIds", "at least one zone", zoneIds);
  for (const zone of zoneIds) if (!isZoneId(zone)) problems.add("zoneIds", "zone ids such as use1-az1", zone);
  if (new Set(zoneIds).size < zoneIds.length) problems.add("zoneIds", "each zone once", zoneIds);
}
