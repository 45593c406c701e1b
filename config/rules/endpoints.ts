import { endpointAddressProblems, familiesOf } from "../../modules/consumer/endpoint-addresses";
import { type EndpointProblem, endpointZoneProblems, expectedZones } from "../../modules/consumer/endpoint-zones";
import { inboundResolverProblems, isS3Name } from "../../modules/consumer/inbound-resolvers";
import { type KnownService, knownService } from "../connection/known-service";
import { wantsPrivateDns } from "../connection/names";
import { leadsToResource } from "../connection/resource-connection";
import { type ConnectionDraft, type ConsumerDraft, regionOf } from "../draft";
import { subnetRangesOf, type VpcSpec, zonesOf } from "../vpc-schema";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** What a connection says of its endpoint's zones and addresses goes with the VPC and with the service. */
export const endpointRule: Rule = (environment) =>
  eachConnection(environment, (consumer, name, connection) => {
    const { file, vpc, external } = consumer;
    if (vpc === undefined || external) return [];
    if (connection.serviceNetworkArn !== undefined)
      return placeProblems(vpc, { name: "the service network", otherRegion: false }, connection)
        .concat(sourceProblems(connection))
        .map(({ path, expected }) => file.problemAt(["connections", name, ...path], expected));
    if (leadsToResource({ ...connection })) return [];
    const service = knownService(environment, connection, regionOf(environment, consumer));
    return [
      ...placeProblems(vpc, service, connection),
      ...sourceProblems(connection),
      ...policyProblems(service, connection),
      ...inboundProblems(consumer, service, connection, environment.region),
    ].map(({ path, expected }) => file.problemAt(["connections", name, ...path], expected));
  });

function placeProblems(vpc: VpcSpec, service: KnownService, connection: ConnectionDraft): EndpointProblem[] {
  const { inZones, ipAddressType, privateAddresses, minimumZones = 1 } = connection;
  const zones = { vpcZoneIds: zonesOf(vpc), serviceZoneIds: service.zones, otherRegion: service.otherRegion };
  const addresses = endpointAddressProblems(connection, {
    zoneIds: expectedZones(connection, zones),
    exactly: inZones !== undefined,
    // Only fixed addresses are compared with them.
    subnetCidrBlocks: privateAddresses === undefined ? {} : subnetRangesOf(vpc),
    ipv6: vpc.ipv6 ?? false,
    ipv4: vpc.cidr !== undefined,
    serviceAddressTypes: service.addressTypes,
  });
  const fixed = Object.keys(privateAddresses ?? {}).length;
  return [
    ...endpointZoneProblems(connection, zones),
    // That a card's service takes no IPv4, which is the default, is told at the card.
    ...addresses.filter(({ path }) => path[0] !== "ipAddressType" || ipAddressType !== undefined || !connection.card),
    ...(inZones === undefined && privateAddresses && fixed < minimumZones
      ? [{ path: ["privateAddresses"], expected: `at least ${minimumZones} zone(s), or a lower \`minimumZones\`` }]
      : []),
  ];
}

/** IPv6 ranges connect to endpoints with IPv6. */
function sourceProblems({ allowFrom, ipAddressType = "ipv4" }: ConnectionDraft): EndpointProblem[] {
  if (familiesOf(ipAddressType).includes("ipv6")) return [];
  return (allowFrom ?? []).flatMap((source, index) =>
    source.includes(":")
      ? [{ path: ["allowFrom", index], expected: "no IPv6 range: the endpoint has no IPv6 address (`ipAddressType`)" }]
      : [],
  );
}

function policyProblems({ name, endpointPolicy }: KnownService, { policy }: ConnectionDraft): EndpointProblem[] {
  return policy === undefined || endpointPolicy !== false
    ? []
    : [{ path: ["policy"], expected: `no policy: ${name} supports none, as services behind load balancers do not` }];
}

/** AWS asks for a gateway endpoint of S3 in the VPC. The owner of an existing VPC may have made it. */
function inboundProblems(
  { vpc, gatewayEndpoints }: ConsumerDraft,
  { otherRegion }: KnownService,
  connection: ConnectionDraft,
  region: string | undefined,
): EndpointProblem[] {
  const { awsService, serviceName = "", privateDnsOnlyForInboundResolvers: only } = connection;
  const problems = inboundResolverProblems(only, {
    isS3: awsService === undefined ? isS3Name(serviceName) : awsService === "s3",
    privateDns: region === undefined || wantsPrivateDns(region, connection),
    otherRegion,
  });
  const hasGateway = vpc?.cidr === undefined || gatewayEndpoints?.s3 !== undefined;
  return only === true && problems.length === 0 && !hasGateway
    ? [
        {
          path: ["privateDnsOnlyForInboundResolvers"],
          expected: "false, or `gatewayEndpoints.s3` beside it: AWS asks for a gateway endpoint of S3 in the VPC",
        },
      ]
    : problems;
}
