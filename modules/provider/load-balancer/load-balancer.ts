/** A Network Load Balancer in front of an endpoint service: one that is made, or one that exists. */
export interface INetworkLoadBalancer {
  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;
  /**
   * ARNs of the target groups by the names of the listeners that forward to them: `http`, or `http/blue` for the target
   * group `blue` of a listener with several.
   */
  readonly targetGroupArns: Readonly<Record<string, string>>;
  /** Whether inbound rules apply to connections through PrivateLink. */
  readonly enforcesInboundRules: boolean;
}
