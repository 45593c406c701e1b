import {
  GatewayLoadBalancer,
  type GatewayLoadBalancerProps,
  NetworkLoadBalancer,
  type NetworkLoadBalancerProps,
} from "../../../modules/provider";
import { otherSubnet, type Planned, type Row, type Surroundings, ZONES, zonesOf } from "./row";

type Given<P> = (around: Surroundings) => Partial<P>;
const NOTHING = () => ({});

const ADDRESSES = { [ZONES[0]]: "10.10.0.10", [ZONES[1]]: "10.10.1.10" };
const HTTP = { port: 80, targetPort: 8080 };
const RENAMED = () => ({ listeners: { web: { ...HTTP, renamedFrom: "http" } } });
const CERTIFICATE = "arn:aws:acm:us-east-1:111111111111:certificate/01234567-89ab-cdef-0123-456789abcdef";
const TLS = { port: 443, targetPort: 8443, protocol: "TLS", certificateArn: CERTIFICATE } as const;
const LISTENER = "aws_lb_listener";

/** A listener that forwards to two target groups, as far as their weights say. */
function weighted(blue: number, green: number): Partial<NetworkLoadBalancerProps> {
  return {
    listeners: {
      http: {
        ...HTTP,
        targetGroups: {
          blue: { weight: blue, targets: { targetType: "ip" } },
          green: { weight: green, targetPort: 8081, targets: { targetType: "ip" } },
        },
      },
    },
  };
}

/** A change of a Network Load Balancer in two zones with one listener. */
function network(
  id: string,
  change: string,
  expected: Planned,
  after: Given<NetworkLoadBalancerProps>,
  before: Given<NetworkLoadBalancerProps> = NOTHING,
  type = "aws_lb",
): Row {
  const make = (given: Given<NetworkLoadBalancerProps>): Row["before"] => {
    return (scope, construct, around) =>
      void new NetworkLoadBalancer(scope, construct, {
        name: id,
        vpc: zonesOf(around.vpc, 2),
        listeners: { http: HTTP },
        ...given(around),
      });
  };
  return { id, change, type, expected, before: make(before), after: make(after) };
}

/** A change of a Gateway Load Balancer in two zones. */
function gateway(
  id: string,
  change: string,
  expected: Planned,
  after: Given<GatewayLoadBalancerProps>,
  before: Given<GatewayLoadBalancerProps> = NOTHING,
): Row {
  const make = (given: Given<GatewayLoadBalancerProps>): Row["before"] => {
    return (scope, construct, around) =>
      void new GatewayLoadBalancer(scope, construct, { name: id, vpc: zonesOf(around.vpc, 2), ...given(around) });
  };
  return { id, change, type: "aws_lb", expected, before: make(before), after: make(after) };
}

export const PROVIDER_ROWS: readonly Row[] = [
  network("name", "name of a load balancer", "create then delete", () => ({ name: "name-2" })),
  network("zone-more", "a zone more", "update", ({ vpc }) => ({ vpc: zonesOf(vpc, 3) })),
  network("zone-less", "a zone less", "create then delete", ({ vpc }) => ({ vpc: zonesOf(vpc, 1) })),
  network("subnet", "another subnet in a zone", "create then delete", ({ vpc, otherSubnetId }) => ({
    vpc: otherSubnet(zonesOf(vpc, 2), otherSubnetId),
  })),
  network("ip-given", "privateAddresses given", "update", () => ({ privateAddresses: ADDRESSES })),
  network(
    "ip-changed",
    "one of privateAddresses changed",
    "update",
    () => ({ privateAddresses: { ...ADDRESSES, [ZONES[1]]: "10.10.1.12" } }),
    () => ({ privateAddresses: { ...ADDRESSES, [ZONES[1]]: "10.10.1.11" } }),
  ),
  network("ip-removed", "privateAddresses removed", "no change", NOTHING, () => ({ privateAddresses: ADDRESSES })),
  network(
    "ip-zone-more",
    "a zone more with its address",
    "update",
    ({ vpc }) => ({ vpc: zonesOf(vpc, 3), privateAddresses: { ...ADDRESSES, [ZONES[2]]: "10.10.2.10" } }),
    () => ({ privateAddresses: ADDRESSES }),
  ),
  network(
    "ip-zone-less",
    "a zone less with its address",
    "create then delete",
    ({ vpc }) => ({ vpc: zonesOf(vpc, 1), privateAddresses: { [ZONES[0]]: "10.10.0.10" } }),
    () => ({ privateAddresses: ADDRESSES }),
  ),
  network("groups", "other security groups", "update", () => ({ securityGroupIds: ["sg-0123456789abcdef0"] })),
  network("dualstack", "IPv4 to dualstack", "update", () => ({ ipAddressType: "dualstack" })),
  network("ipv4", "dualstack to IPv4", "update", NOTHING, () => ({ ipAddressType: "dualstack" })),
  network("cross-zone", "crossZone", "update", () => ({ crossZone: false })),
  network("protection", "deletionProtection", "update", () => ({ deletionProtection: true })),
  network(
    "zonal-shift",
    "zonalShift",
    "update",
    () => ({ crossZone: false, zonalShift: true }),
    () => ({ crossZone: false }),
  ),
  network("capacity", "capacityUnits given", "update", () => ({ capacityUnits: 5500 })),
  network("no-capacity", "capacityUnits removed", "update", NOTHING, () => ({ capacityUnits: 5500 })),
  network(
    "logs",
    "access logs",
    "update",
    () => ({ listeners: { tls: TLS }, accessLogs: { bucket: "example-logs" } }),
    () => ({ listeners: { tls: TLS } }),
  ),
  network("rules", "PrivateLink rules", "update", () => ({
    privateLinkRules: { enforce: true, from: { web: "10.20.0.0/20" } },
  })),
  network(
    "port",
    "port of a listener",
    "update",
    () => ({ listeners: { http: { ...HTTP, port: 81 } } }),
    NOTHING,
    LISTENER,
  ),
  network(
    "protocol",
    "protocol of a listener",
    "update",
    () => ({ listeners: { tls: TLS } }),
    () => ({ listeners: { tls: { port: 443, targetPort: 8443 } } }),
    LISTENER,
  ),
  network("key", "key of a listener", "create and delete", () => ({ listeners: { web: HTTP } }), NOTHING, LISTENER),
  network("renamed", "key of a listener with renamedFrom: the listener", "update", RENAMED, NOTHING, LISTENER),
  network(
    "renamed-group",
    "key of a listener with renamedFrom: its target group",
    "update",
    RENAMED,
    NOTHING,
    "aws_lb_target_group",
  ),
  network(
    "target-port",
    "targetPort of a listener: its target group",
    "create then delete",
    () => ({ listeners: { http: { ...HTTP, targetPort: 8081 } } }),
    NOTHING,
    "aws_lb_target_group",
  ),
  network(
    "switched",
    "targetPort of a listener: the listener",
    "update",
    () => ({ listeners: { http: { ...HTTP, targetPort: 8081 } } }),
    NOTHING,
    LISTENER,
  ),
  network(
    "weights",
    "weights of the target groups of a listener: the listener",
    "update",
    () => weighted(90, 10),
    () => weighted(100, 0),
    LISTENER,
  ),
  network(
    "weights-groups",
    "weights of the target groups of a listener: its target groups",
    "no change",
    () => weighted(90, 10),
    () => weighted(100, 0),
    "aws_lb_target_group",
  ),
  gateway("gwy-zone-more", "a zone more of a Gateway Load Balancer", "update", ({ vpc }) => ({ vpc: zonesOf(vpc, 3) })),
  // AWS refuses it when it is applied.
  gateway("gwy-zone-less", "a zone less of a Gateway Load Balancer", "update", ({ vpc }) => ({ vpc: zonesOf(vpc, 1) })),
  gateway("gwy-dualstack", "a Gateway Load Balancer's ipAddressType", "update", () => ({ ipAddressType: "dualstack" })),
  gateway("gwy-cross-zone", "a Gateway Load Balancer's crossZone", "update", () => ({ crossZone: false })),
  gateway("gwy-protection", "a Gateway Load Balancer's deletionProtection", "update", () => ({
    deletionProtection: true,
  })),
];
