import { NetworkLoadBalancer, type NetworkLoadBalancerProps } from "../../../../modules/provider";
import { refusal, synth } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const PROPS: NetworkLoadBalancerProps = {
  name: "prod-orders",
  vpc: { ...VPC, ipv6: true },
  listeners: { http: { port: 80 } },
  ipAddressType: "dualstack",
};

test("a load balancer has IPv4 alone, and says so, unless it is told otherwise", () => {
  const typeOf = (props: Partial<NetworkLoadBalancerProps>) =>
    synth((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props })).resource("aws_lb").ip_address_type;
  expect(typeOf({})).toBe("dualstack");
  expect(typeOf({ ipAddressType: "ipv4" })).toBe("ipv4");
  expect(typeOf({ ipAddressType: undefined })).toBe("ipv4");
});

test.each<[string, Partial<NetworkLoadBalancerProps>, string]>([
  ["in a VPC without IPv6", { vpc: VPC }, "a VPC whose subnets have IPv6 ranges, `ipv6: true`"],
  [
    "with UDP listeners",
    { listeners: { b: { port: 514, protocol: "UDP" }, a: { port: 53, protocol: "TCP_UDP" }, c: { port: 80 } } },
    "no UDP listener (a, b): with IPv6 it needs a prefix for source NAT, which the AWS provider cannot set at 6.25",
  ],
  [
    "with fixed addresses",
    { privateAddresses: { "use1-az1": "10.0.0.9", "use1-az2": "10.0.16.9" } },
    "no `privateAddresses`: the AWS provider can take the IPv6 addresses beside them for a change that replaces the load balancer (its issue 49531)",
  ],
  [
    "where rules are enforced on PrivateLink",
    { privateLinkRules: { enforce: true, from: { web: "10.20.0.0/20" } } },
    "no `privateLinkRules` that are enforced: which IPv6 ranges consumers' clients will have is not known beforehand",
  ],
])("fails dualstack %s", (_, props, expected) => {
  expect(refusal((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props }))).toContain(
    `\`ipAddressType\`: expected ${expected}; got "dualstack"`,
  );
});
