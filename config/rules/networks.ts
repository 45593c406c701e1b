import { type Cidr, overlaps, parseCidr } from "../../modules/aws/cidr";
import { zoneIdPrefix } from "../../modules/aws/region";
import { isZoneId, isZoneOf } from "../../modules/aws/zone-id";
import { usableZones } from "../../modules/consumer/endpoint-zones";
import { subnetRangeProblems } from "../../modules/vpc/subnet-ranges";
import { knownService } from "../connection/known-service";
import { type ConnectionDraft, type EnvironmentDraft, regionOf } from "../draft";
import { consumerTitle } from "../hub/places";
import type { Problem } from "../problem";
import { lineOf } from "../twice";
import { type VpcSpec, zonesOf } from "../vpc-schema";
import type { KeyPath, YamlFile } from "../yaml-file";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** A VPC of the environment, and where it stands. */
export interface PlacedVpc {
  readonly owner: string;
  readonly file: YamlFile;
  readonly path: KeyPath;
  readonly vpc: VpcSpec;
  /** Whether endpoints of connections are made in it, which is what only the VPC's owner can do. */
  readonly hasEndpoints: boolean;
  /** Account that something is made in the VPC by. Undefined where it could not be read. */
  readonly account: string | undefined;
  /** Undefined where it could not be read. */
  readonly region: string | undefined;
}

/** Every zone is of the VPC's region. */
export const zoneRule: Rule = (environment) =>
  vpcsOf(environment).flatMap(({ file, path, vpc, region }) => {
    if (region === undefined) return [];
    const wrong = (zone: string) => isZoneId(zone) && !isZoneOf(region, zone);
    const listed = (vpc.zones ?? []).flatMap((zone, index) =>
      wrong(zone) ? [file.problemAt([...path, "zones", index], zoneExpectation(region))] : [],
    );
    const keyed = Object.keys(vpc.subnets ?? {})
      .filter(wrong)
      .map((zone) => file.problemAtKey([...path, "subnets", zone], zoneExpectation(region)));
    return [...listed, ...keyed];
  });

function zoneExpectation(region: string): string {
  return `a zone of ${region}: ${zoneIdPrefix(region)}-az1 and so on`;
}

/** Zones of a service that are told by hand are of the consumer's region. */
export const serviceZoneRule: Rule = (environment) =>
  eachConnection(environment, (consumer, name, connection) => {
    const { file } = consumer;
    const region = regionOf(environment, consumer);
    // Of one in another region there are none to tell, which is said already.
    if (region === undefined || knownService(environment, connection, region).otherRegion) return [];
    return (connection.zones ?? []).flatMap((zone, index) =>
      isZoneOf(region, zone) ? [] : [file.problemAt(["connections", name, "zones", index], zoneExpectation(region))],
    );
  });

/** Subnets lie within their VPC and apart from each other. */
export const subnetRule: Rule = (environment) =>
  vpcsOf(environment).flatMap(({ file, path, vpc }) =>
    vpc.cidr === undefined || vpc.subnets === undefined
      ? []
      : subnetRangeProblems(vpc.cidr, vpc.subnets).map(({ zoneId, expected }) =>
          file.problemAt([...path, "subnets", zoneId], expected),
        ),
  );

/** VPCs that the environment makes have ranges apart from each other, unless it says that they may overlap. */
export const cidrOverlapRule: Rule = (environment) => {
  if (environment.file.valueAt(["cidrOverlap"]) === "allow") return [];
  const ranges = vpcsOf(environment)
    .flatMap((placed) => {
      const range = placed.vpc.cidr === undefined ? "" : parseCidr(placed.vpc.cidr);
      return typeof range === "string" ? [] : [{ ...placed, range }];
    })
    .sort((a, b) => a.range.first - b.range.first || b.range.last - a.range.last);
  const problems: Problem[] = [];
  // In the order of their first addresses, a range can overlap only what reaches farthest before it.
  let farthest: (PlacedVpc & { range: Cidr }) | undefined;
  for (const each of ranges) {
    if (farthest && overlaps(farthest.range, each.range))
      problems.push(
        each.file.problemAt(
          [...each.path, "cidr"],
          `a range apart from that of ${farthest.owner}, ${farthest.range.text} (${lineOf({ file: farthest.file, path: [...farthest.path, "cidr"] })})`,
          "choose another range; or, since PrivateLink itself does not mind, set `cidrOverlap: allow` in environment.yaml",
        ),
      );
    if (!farthest || each.range.last > farthest.range.last) farthest = each;
  }
  return problems;
};

/** A VPC and a service, or a resource, whose zones are known share as many of them as the connection wants. */
export const sharedZoneRule: Rule = (environment) =>
  environment.consumers.flatMap((consumer) => {
    const { file, vpc, connections } = consumer;
    if (!vpc) return [];
    return [...connections].flatMap(([key, connection]) => {
      const kind = connection?.resource === undefined ? "service" : "resource";
      const minimum = connection?.minimumZones;
      // Zones that are chosen are judged by themselves.
      if (connection === undefined || minimum === undefined || connection.inZones) return [];
      const { zones: there, otherRegion } = zonesThere(environment, connection, regionOf(environment, consumer));
      const here = usableZones({ vpcZoneIds: zonesOf(vpc), otherRegion });
      const shared = there ? here.filter((zone) => there.includes(zone)) : here;
      if (shared.length >= minimum) return [];
      const found = there
        ? `${shared.length} shared: the ${kind} is in ${[...there].sort().join(", ")}, the VPC in ${here.join(", ")}`
        : `the VPC in ${here.join(", ")}${otherRegion ? ", as far as AWS connects its zones to other regions" : ""}`;
      return [
        file.problemAt(
          ["connections", key],
          `at least ${minimum} zone(s) that both the ${kind} and the VPC are in`,
          "add a zone on either side, or set `minimumZones` lower (with one zone, the connection fails when that zone fails)",
          found,
        ),
      ];
    });
  });

/** Zones of what a connection leads to; undefined where they are not known, or of no account: in another region. */
function zonesThere(
  environment: EnvironmentDraft,
  connection: ConnectionDraft,
  here: string | undefined,
): { zones: readonly string[] | undefined; otherRegion: boolean } {
  if (connection.resource === undefined) {
    const { zones, otherRegion } = knownService(environment, connection, here);
    return { zones: otherRegion ? undefined : zones, otherRegion };
  }
  const vpc = environment.resources?.get(connection.resource)?.vpc;
  return { zones: vpc && zonesOf(vpc), otherRegion: false };
}

/** See {@link vpcsOf}. Many rules ask for them. */
const vpcs = new WeakMap<EnvironmentDraft, readonly PlacedVpc[]>();

/** VPCs of an environment, as far as they could be read. */
export function vpcsOf(environment: EnvironmentDraft): readonly PlacedVpc[] {
  const known = vpcs.get(environment) ?? findVpcs(environment);
  vpcs.set(environment, known);
  return known;
}

function findVpcs(environment: EnvironmentDraft): PlacedVpc[] {
  const { file, services, resources, appliances, consumers, region } = environment;
  const ofServices = [...(services ?? [])].flatMap(([key, { account, vpc }]) =>
    vpc
      ? [{ owner: `service ${key}`, file, path: ["services", key, "vpc"], vpc, account, region, hasEndpoints: false }]
      : [],
  );
  const ofResources = [...(resources ?? [])].flatMap(([key, { account, vpc }]) =>
    vpc
      ? [{ owner: `resource ${key}`, file, path: ["resources", key, "vpc"], vpc, account, region, hasEndpoints: false }]
      : [],
  );
  const ofAppliances = [...(appliances ?? [])].flatMap(([key, { account, vpc }]) =>
    vpc
      ? [
          {
            owner: `appliance ${key}`,
            file,
            path: ["appliances", key, "vpc"],
            vpc,
            account,
            region,
            hasEndpoints: false,
          },
        ]
      : [],
  );
  const ofConsumers = consumers.flatMap((consumer) => {
    const { file: own, vpc, account } = consumer;
    const owner = consumerTitle(consumer);
    const region = regionOf(environment, consumer);
    return vpc ? [{ owner, file: own, path: ["vpc"], vpc, account, region, hasEndpoints: true }] : [];
  });
  return [...ofServices, ...ofResources, ...ofAppliances, ...ofConsumers];
}
