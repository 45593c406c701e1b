import { addressNumber, cidr, contains } from "../../modules/aws/cidr";
import { parsePort, uniquePorts } from "../../modules/aws/port";
import type { QuotaKey } from "../../modules/aws/quotas";
import { endpointPortsOf } from "../../modules/provider/load-balancer";
import { subnetRanges } from "../../modules/vpc/isolated-vpc";
import type { ConnectionSpec } from "../connection/connection-schema";
import { knownService } from "../connection/known-service";
import type { ConsumerDraft, EnvironmentDraft } from "../draft";
import type { ServiceSpec } from "../service/service-schema";
import type { VpcSpec } from "../shared-schema";
import type { KeyPath, YamlFile } from "../yaml-file";

/** Something that a quota counts, and where it stands. */
export interface Demand {
  readonly quota: QuotaKey;
  readonly account: string;
  /** What it is counted in, such as a VPC, where the quota is not one of the account itself; no two are alike. */
  readonly within?: string;
  readonly amount: number;
  readonly file: YamlFile;
  readonly path: KeyPath;
}

/** Everything that an environment asks for, as far as it could be read: in the order of services and consumers. */
export function demandsOf(environment: EnvironmentDraft): Demand[] {
  const { name, file, services, consumers } = environment;
  const ofServices = [...(services ?? [])].flatMap(([key, { account, vpc, spec }]) => {
    if (account === undefined) return [];
    const at = placedAt(account, file, ["services", key]);
    return [
      ...madeVpc(vpc, at),
      ...(spec ? loadBalancerDemands(`the load balancer of ${name}, ${key}`, spec, at) : []),
    ];
  });
  return [...ofServices, ...consumers.flatMap((consumer) => consumerDemands(environment, consumer))];
}

/** Makes demands in an account that stand below some place. */
type At = (quota: QuotaKey, amount: number, path: KeyPath, within?: string) => Demand;

function placedAt(account: string, file: YamlFile, place: KeyPath): At {
  return (quota, amount, path, within) => ({
    quota,
    account,
    amount,
    file,
    path: [...place, ...path],
    ...(within === undefined ? {} : { within }),
  });
}

/** A VPC that exists is counted already. */
function madeVpc(vpc: VpcSpec | undefined, at: At): Demand[] {
  return vpc?.cidr === undefined ? [] : [at("vpcsPerRegion", 1, ["vpc"])];
}

function loadBalancerDemands(loadBalancer: string, spec: ServiceSpec, at: At): Demand[] {
  const listeners = Object.keys(spec.listeners).sort();
  const targets = targetsOf(spec);
  // A target in the target groups of several listeners is so many targets.
  const ofListeners = listeners.flatMap((listener) => {
    const path = ["listeners", listener];
    return [
      at("targetGroupsPerRegion", 1, path),
      at("targetsPerLoadBalancer", targets.all, path, loadBalancer),
      ...Object.entries(targets.byZone).map(([zone, amount]) =>
        at("targetsPerZone", amount, path, zone === EVERY_ZONE ? loadBalancer : `zone ${zone} of ${loadBalancer}`),
      ),
    ];
  });
  return [at("networkLoadBalancersPerRegion", 1, []), ...ofListeners];
}

/** Stands for each zone. */
const EVERY_ZONE = "";

/** Targets of a listener: all, and those that count in a zone, as far as it can be known where they are. */
function targetsOf({ targets, vpc, loadBalancer }: ServiceSpec): { all: number; byZone: Record<string, number> } {
  if (targets.type === "sample") return { all: 0, byZone: {} };
  const all = targets.type === "ip" ? targets.addresses.length : targets.ids.length;
  // With cross-zone load balancing, the node in each zone has all targets.
  if (loadBalancer.crossZone) return { all, byZone: { [EVERY_ZONE]: all } };
  if (targets.type !== "ip" || vpc.cidr === undefined) return { all, byZone: {} };
  const ranges = subnetRanges({ cidrBlock: vpc.cidr, zoneIds: vpc.zones, subnetCidrBlocks: vpc.subnets });
  const numbers = targets.addresses.map((address) => addressNumber(address) ?? -1);
  const byZone = Object.keys(ranges)
    .sort()
    .map((zone) => {
      const range = cidr(ranges[zone] as string);
      return [zone, numbers.filter((number) => contains(range, { first: number, last: number })).length];
    });
  return { all, byZone: Object.fromEntries(byZone) };
}

function consumerDemands(environment: EnvironmentDraft, consumer: ConsumerDraft): Demand[] {
  const { name } = environment;
  const { account, external, file, spec, vpc } = consumer;
  if (external || account === undefined) return [];
  const at = placedAt(account, file, []);
  const made = madeVpc(vpc, at);
  if (spec === undefined || spec.external === true) return made;
  // Consumers in one VPC that exists share what it can have.
  const vpcName = spec.vpc.id ?? `the VPC of ${name}, ${consumer.name}`;
  const endpoints = Object.entries<ConnectionSpec>(spec.connections).flatMap(([key, connection]) => {
    const { listeners = [] } = knownService(environment, connection);
    const ports = connection.ports?.map(parsePort) ?? listeners.flatMap(endpointPortsOf);
    const rules = uniquePorts(ports.filter((port) => typeof port !== "string")).length;
    // The client application is let in beside whoever else is.
    const sources = new Set(connection.allowFrom ?? ["the VPC"]).size + (spec.client === false ? 0 : 1);
    return [
      at("interfaceEndpointsPerVpc", 1, ["connections", key], vpcName),
      at(
        "rulesPerSecurityGroup",
        rules * sources,
        ["connections", key],
        `endpoint ${key} of ${name}, ${consumer.name}`,
      ),
    ];
  });
  return [...made, ...endpoints, ...(spec.client === false ? [] : [at("scheduleRulesPerRegion", 1, ["client"])])];
}
