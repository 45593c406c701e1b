import { parseServiceName } from "../../modules/aws/endpoint-service-name";
import { zoneIdPrefix } from "../../modules/aws/region";
import { isZoneOf } from "../../modules/aws/zone-id";
import { applianceZoneProblem } from "../../modules/consumer/appliance-zones";
import { inspectedSourceProblem } from "../../modules/consumer/endpoint-access-problems";
import { addedRangeProblems } from "../../modules/vpc/subnet-ranges";
import { type ConsumerDraft, type EnvironmentDraft, regionOf } from "../draft";
import type { InspectionSpec } from "../inspection/inspection-schema";
import { INSPECTION_PREFIX } from "../inspection/names";
import { isMisdeclared, writeNearestKey } from "../nearest";
import type { Problem } from "../problem";
import { subnetRangesOf, type VpcSpec, zonesOf } from "../vpc-schema";
import type { Rule } from "./rule";

/**
 * What a consumer says of appliances on the way of its packets goes with the appliances, with its VPC and its
 * connections.
 */
export const inspectionRule: Rule = (environment) =>
  environment.consumers.flatMap((consumer) => {
    const { spec, vpc } = consumer;
    if (spec === undefined || spec.external === true || spec.inspection === undefined) return [];
    return [
      ...applianceProblems(environment, consumer, spec.inspection),
      ...zoneProblems(environment, consumer, spec.inspection),
      ...(vpc === undefined ? [] : rangeProblems(consumer, vpc, spec.inspection)),
      ...connectionProblems(consumer),
    ];
  });

/** Appliances by key are there; and they are in the region of their endpoints. */
function applianceProblems(
  environment: EnvironmentDraft,
  consumer: ConsumerDraft,
  { appliance: key, serviceName }: InspectionSpec,
): Problem[] {
  const { appliances, region: there } = environment;
  const { file } = consumer;
  const region = regionOf(environment, consumer);
  const path = ["inspection", key === undefined ? "serviceName" : "appliance"];
  if (key === undefined) {
    const parsed = parseServiceName(serviceName ?? "");
    return typeof parsed === "string" || region === undefined || parsed.region === region
      ? []
      : [file.problemAt(path, `a service of ${region}: appliances are in the region of their endpoints`)];
  }
  if (appliances === undefined || isMisdeclared(key, [...appliances.keys()])) return [];
  if (!appliances.has(key)) {
    const known = [...appliances.keys()];
    return [
      file.problemAt(
        path,
        known.length === 0
          ? `appliances of this environment, but ${environment.file.name} has none`
          : `appliances of ${environment.file.name}: ${known.join(", ")}`,
        writeNearestKey(key, known) ?? "for somebody else's appliances, give `serviceName` instead",
      ),
    ];
  }
  return region === undefined || there === undefined || region === there
    ? []
    : [
        file.problemAt(
          path,
          `appliances of ${region}: a Gateway Load Balancer endpoint is in the region of its service, which is ${there}`,
          "take the inspection out, or the consumer's `region`",
        ),
      ];
}

/** The zones are of the VPC's region, and the appliances are in each, where the files tell theirs. */
function zoneProblems(
  environment: EnvironmentDraft,
  consumer: ConsumerDraft,
  { appliance, subnets }: InspectionSpec,
): Problem[] {
  const region = regionOf(environment, consumer);
  const there = environment.appliances?.get(appliance ?? "")?.vpc;
  return Object.keys(subnets).flatMap((zone) => {
    const expected =
      region !== undefined && !isZoneOf(region, zone)
        ? `a zone of ${region}: ${zoneIdPrefix(region)}-az1 and so on`
        : applianceZoneProblem(zone, there && zonesOf(there));
    return expected === undefined ? [] : [consumer.file.problemAtKey(["inspection", "subnets", zone], expected)];
  });
}

/** Subnets lie within the VPC and apart from each other. */
function rangeProblems({ file }: ConsumerDraft, vpc: VpcSpec, { clientSubnets, subnets }: InspectionSpec): Problem[] {
  if (vpc.cidr === undefined) return [];
  const own = subnetRangesOf(vpc);
  const ofClients = Object.entries(clientSubnets).map(([zone, range]) => [`clients in ${zone}`, range] as const);
  return [
    ...addedRangeProblems(vpc.cidr, own, clientSubnets).map(
      ({ zoneId, expected }) => [["clientSubnets", zoneId], expected] as const,
    ),
    ...addedRangeProblems(vpc.cidr, { ...own, ...Object.fromEntries(ofClients) }, subnets).map(
      ({ zoneId, expected }) => [["subnets", zoneId], expected] as const,
    ),
  ].map(([path, expected]) => file.problemAt(["inspection", ...path], expected));
}

/**
 * Endpoints let in ranges, and no connection has a name as the endpoints of the appliances have them: that of one in
 * another zone would be taken once the appliances are there, too.
 */
function connectionProblems({ file, connections }: ConsumerDraft): Problem[] {
  return [...connections].flatMap(([name, connection]) => [
    ...(name.startsWith(INSPECTION_PREFIX)
      ? [
          file.problemAtKey(
            ["connections", name],
            `a name that does not begin with ${INSPECTION_PREFIX}: the endpoints of the appliances have such names`,
            "rename the connection",
          ),
        ]
      : []),
    ...(connection?.allowFrom ?? []).flatMap((source, index) => {
      const expected = inspectedSourceProblem(source);
      return expected === undefined
        ? []
        : [
            file.problemAt(
              ["connections", name, "allowFrom", index],
              expected,
              "write the range of the clients' subnets, or take the inspection out",
            ),
          ];
    }),
  ]);
}
