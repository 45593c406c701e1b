import {
  InterfaceEndpoint,
  type InterfaceEndpointProps,
  ResourceEndpoint,
  type ResourceEndpointProps,
} from "../../../modules/consumer";
import { ResourceConfiguration, ResourceGateway } from "../../../modules/provider";
import { otherSubnet, type Planned, type Row, type Surroundings, ZONES, zonesOf } from "./row";

type Given<P> = (around: Surroundings) => Partial<P>;
const NOTHING = () => ({});

const SERVICE = { serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", zoneIds: [...ZONES] };
const OF_AWS = { serviceName: "com.amazonaws.us-east-1.kms", zoneIds: [...ZONES] };
const POLICY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" }],
};
const ADDRESSES = { [ZONES[0]]: { ipv4: "10.10.0.20" }, [ZONES[1]]: { ipv4: "10.10.1.20" } };

/** A change of an interface endpoint in two zones. */
function endpoint(
  id: string,
  change: string,
  expected: Planned,
  after: Given<InterfaceEndpointProps>,
  before: Given<InterfaceEndpointProps> = NOTHING,
): Row {
  const make = (given: Given<InterfaceEndpointProps>): Row["before"] => {
    return (scope, construct, around) =>
      void new InterfaceEndpoint(scope, construct, {
        name: id,
        vpc: zonesOf(around.vpc, 3),
        service: SERVICE,
        inZones: ZONES.slice(0, 2),
        ports: [443],
        minimumZones: 1,
        ...given(around),
      } as InterfaceEndpointProps);
  };
  return {
    id,
    change: `InterfaceEndpoint: ${change}`,
    type: "aws_vpc_endpoint",
    expected,
    before: make(before),
    after: make(after),
  };
}

/** A change of an endpoint to a resource, in two zones. */
function resourceEndpoint(
  id: string,
  change: string,
  expected: Planned,
  after: Given<ResourceEndpointProps>,
  before: Given<ResourceEndpointProps> = NOTHING,
): Row {
  const make = (given: Given<ResourceEndpointProps>): Row["before"] => {
    return (scope, construct, around) => {
      const vpc = zonesOf(around.vpc, 2);
      const resourceGateway = new ResourceGateway(scope, `${construct}-gateway`, {
        name: id,
        vpc,
        destinations: { resource: { to: "10.10.0.9/32", ports: [443] } },
      });
      const configuration = new ResourceConfiguration(scope, `${construct}-configuration`, {
        name: id,
        resourceGateway,
        resource: { ipAddress: "10.10.0.9" },
        ports: [443],
      });
      new ResourceEndpoint(scope, construct, {
        name: id,
        vpc,
        resourceConfigurationArn: configuration.resourceConfigurationArn,
        ports: [443],
        minimumZones: 1,
        ...given(around),
      });
    };
  };
  return {
    id,
    change: `ResourceEndpoint: ${change}`,
    type: "aws_vpc_endpoint",
    expected,
    before: make(before),
    after: make(after),
  };
}

/** Endpoints to service networks have no row: the simulator has no service networks. */
export const CONSUMER_ROWS: readonly Row[] = [
  endpoint("ep-zone-more", "a zone more", "update", () => ({ inZones: [...ZONES] })),
  endpoint("ep-zone-less", "a zone less", "update", () => ({ inZones: ZONES.slice(0, 1) })),
  endpoint("ep-ip-given", "privateAddresses given", "update", () => ({
    privateAddresses: ADDRESSES,
  })),
  endpoint(
    "ep-ip-changed",
    "one of privateAddresses changed",
    "update",
    () => ({ privateAddresses: { ...ADDRESSES, [ZONES[1]]: { ipv4: "10.10.1.22" } } }),
    () => ({ privateAddresses: { ...ADDRESSES, [ZONES[1]]: { ipv4: "10.10.1.21" } } }),
  ),
  endpoint("ep-ip-removed", "privateAddresses removed", "no change", NOTHING, () => ({
    privateAddresses: { [ZONES[0]]: { ipv4: "10.10.0.23" }, [ZONES[1]]: { ipv4: "10.10.1.23" } },
  })),
  endpoint("ep-type", "ipAddressType", "update", () => ({ ipAddressType: "dualstack" })),
  endpoint("ep-type-removed", "ipAddressType removed", "no change", NOTHING, () => ({
    ipAddressType: "dualstack",
  })),
  endpoint(
    "ep-records",
    "dnsRecordIpType",
    "update",
    () => ({ ipAddressType: "dualstack", dnsRecordIpType: "ipv4" }),
    () => ({ ipAddressType: "dualstack", dnsRecordIpType: "dualstack" }),
  ),
  endpoint(
    "ep-records-removed",
    "dnsRecordIpType removed",
    "no change",
    () => ({ ipAddressType: "dualstack" }),
    () => ({ ipAddressType: "dualstack", dnsRecordIpType: "ipv4" }),
  ),
  endpoint(
    "ep-policy",
    "policy",
    "update",
    () => ({ service: OF_AWS, policy: POLICY }),
    () => ({ service: OF_AWS }),
  ),
  endpoint(
    "ep-policy-removed",
    "policy removed, service not looked up",
    "no change",
    () => ({ service: OF_AWS }),
    () => ({ service: OF_AWS, policy: POLICY }),
  ),
  endpoint(
    "ep-dns",
    "privateDns",
    "update",
    () => ({ service: OF_AWS, privateDns: true }),
    () => ({ service: OF_AWS }),
  ),
  endpoint("ep-groups", "security groups", "update", () => ({
    securityGroupIds: ["sg-0123456789abcdef0"],
    allowFrom: undefined,
  })),
  endpoint("ep-name", "name", "update", () => ({ name: "another" })),
  resourceEndpoint("rep-subnet", "another subnet", "create then delete", (around) => ({
    vpc: otherSubnet(zonesOf(around.vpc, 2), around.otherSubnetId),
  })),
  resourceEndpoint("rep-zone-more", "a zone more", "create then delete", ({ vpc }) => ({
    vpc: zonesOf(vpc, 3),
  })),
  resourceEndpoint("rep-dns", "privateDns", "delete then create", () => ({ privateDns: true })),
  resourceEndpoint("rep-name", "name", "update", () => ({ name: "another" })),
  resourceEndpoint("rep-groups", "security groups", "update", () => ({
    securityGroupIds: ["sg-0123456789abcdef0"],
    allowFrom: undefined,
  })),
];
