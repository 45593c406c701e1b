import { NetworkLoadBalancer, type NetworkLoadBalancerProps } from "../../../../modules/provider";
import { refusal, synth, unknownText } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const RANGED = { ...VPC, subnetCidrBlocks: { "use1-az1": "10.0.0.0/20", "use1-az2": "10.0.16.0/20" } };
const LISTENER = { port: 80, terminateUnhealthyConnections: false };
const PROPS: NetworkLoadBalancerProps = {
  name: "prod-orders",
  vpc: RANGED,
  listeners: { http: LISTENER },
  zonalShift: true,
};
const CERTIFICATE = "arn:aws:acm:us-east-1:111111111111:certificate/01234567-89ab-4cde-8f01-23456789abcd";
const ALB = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/orders/0123456789abcdef";
const GROUP = "arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/orders/0123456789abcdef";

const made = (props: Partial<NetworkLoadBalancerProps>) =>
  synth((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props })).resource("aws_lb");
const refusalOf = (props: Partial<NetworkLoadBalancerProps>) =>
  refusal((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props }));

test("zonal shift is an attribute of the load balancer, where it is asked for", () => {
  expect(made({}).enable_zonal_shift).toBe(true);
  expect(made({ zonalShift: false, listeners: { http: { port: 80 } } }).enable_zonal_shift).toBe(false);
  expect(made({ zonalShift: undefined })).not.toHaveProperty("enable_zonal_shift");
});

test.each<[string, Partial<NetworkLoadBalancerProps>]>([
  ["TLS across zones", { listeners: { tls: { ...LISTENER, protocol: "TLS", certificateArn: CERTIFICATE } } }],
  ["any protocol within zones", { crossZone: false, listeners: { dns: { port: 53, protocol: "UDP" } } }],
  ["an Application Load Balancer within zones", alb({ crossZone: false })],
  ["closed connections within zones", { crossZone: false, listeners: { http: { port: 80 } } }],
  ["a target group that exists, which AWS judges", { listeners: { http: { port: 80 } }, targetGroupArn: GROUP }],
  ["addresses in two zones", ip("10.0.0.9", "10.0.16.9")],
  ["an address in a subnet that is not known", ip("10.0.0.9", "10.0.240.9")],
  ["addresses that only Terraform knows", ip("10.0.0.9", unknownText("var.address"))],
  ["instances, whose zones are not known", { targetIds: { a: "i-0123456789abcdef0", b: "i-0123456789abcdef1" } }],
  ["groups of instances", { autoScalingGroupNames: { a: "workers" } }],
])("%s is accepted", (_, props) => {
  expect(made(props).enable_zonal_shift).toBe(true);
});

test.each<[string, Partial<NetworkLoadBalancerProps>, string]>([
  [
    "in one zone",
    { vpc: { ...VPC, subnetIds: { "use1-az1": "subnet-1" } } },
    "false in one zone: a shift away from the only zone leaves nothing to connect to",
  ],
  [
    "with a listener that stays in its zone",
    { listeners: { http: { ...LISTENER, crossZone: false } } },
    "false with `crossZone: false` of a listener (http) on a load balancer that forwards across zones",
  ],
  [
    "with UDP across zones",
    { listeners: { dns: { port: 53, protocol: "UDP" }, both: { port: 54, protocol: "TCP_UDP" } } },
    "false with UDP across zones (both, dns): AWS shifts such target groups only if they are TCP or TLS",
  ],
  [
    "with UDP of a listener that crosses zones by itself",
    { crossZone: false, listeners: { dns: { port: 53, protocol: "UDP", crossZone: true } } },
    "false with UDP across zones (dns): AWS shifts such target groups only if they are TCP or TLS",
  ],
  [
    "with an Application Load Balancer across zones",
    alb({}),
    "false with an Application Load Balancer as a target across zones (web)",
  ],
  [
    "with connections that are closed across zones",
    { listeners: { http: { port: 80 }, other: { port: 81, terminateUnhealthyConnections: true } } },
    "false where connections to unhealthy targets are closed across zones (http, other)",
  ],
  [
    "with one target",
    { targetIds: { a: "i-0123456789abcdef0" } },
    "false where all targets are in one zone (http): a shift away from it takes them all",
  ],
  [
    "with addresses in one zone, within zones too",
    { ...ip("10.0.16.8", "10.0.16.9"), crossZone: false },
    "false where all targets are in one zone (http): a shift away from it takes them all",
  ],
])("fails %s", (_, props, expected) => {
  expect(refusalOf(props)).toContain(`\`zonalShift\`: expected ${expected}; got true`);
});

function alb(props: Partial<NetworkLoadBalancerProps>): Partial<NetworkLoadBalancerProps> {
  return { listeners: { web: { port: 80, targets: { targetType: "alb", targetIds: { alb: ALB } } } }, ...props };
}

function ip(...addresses: string[]): Partial<NetworkLoadBalancerProps> {
  return { targetType: "ip", targetIds: Object.fromEntries(addresses.map((each, index) => [`t${index}`, each])) };
}
