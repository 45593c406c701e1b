import { awsServicePorts } from "../../modules/aws/aws-service";
import { type ProtocolPort, readablePorts, uniquePorts } from "../../modules/aws/port";
import type { QuotaKey } from "../../modules/aws/quotas";
import { expandServices } from "../../modules/consumer/aws-service-sets";
import { endpointPortsOf } from "../../modules/provider/load-balancer/listener";
import { clientRuleCount } from "../../modules/provider/load-balancer/privatelink-rules";
import { waysOut } from "../../modules/provider/load-balancer/ways-out";
import type { ClientSpec } from "../client-schema";
import type { ConnectionSpec } from "../connection/connection-schema";
import { knownService } from "../connection/known-service";
import { leadsToResource } from "../connection/resource-connection";
import { type ConsumerDraft, type EnvironmentDraft, regionOf } from "../draft";
import { consumerTitle } from "../hub/places";
import { destinationsOf } from "../resource/destinations";
import { portsOf } from "../resource/ports";
import type { ResourceSpec } from "../resource/resource-schema";
import { makesMain } from "../service/existing-load-balancers";
import type { ListenerSpec } from "../service/listener-schema";
import type { ServiceSpec } from "../service/service-schema";
import { listenersOf, targetSpecsOf, targetsPropsOf } from "../service/targets";
import type { VpcSpec } from "../vpc-schema";
import type { KeyPath, YamlFile } from "../yaml-file";
import { EVERY_ZONE, targetsOfListener } from "./target-demands";

/** Something that a quota counts, and where it stands. */
export interface Demand {
  readonly quota: QuotaKey;
  readonly account: string;
  /** @default - the environment's */
  readonly region?: string | undefined;
  /** What it is counted in, such as a VPC, where the quota is not one of the account itself; no two are alike. */
  readonly within?: string;
  readonly amount: number;
  /** What is counted, where that is another kind of what the quota is of, counted apart. */
  readonly noun?: string;
  readonly file: YamlFile;
  readonly path: KeyPath;
  /** What to do rather than to ask AWS for more, where there is something. */
  readonly instead?: string;
}

/**
 * Everything that an environment asks for, as far as it could be read: in the order of services, resources, appliances,
 * consumers. One at a time: thousands of consumers ask for tens of thousands of things.
 */
export function* demandsOf(environment: EnvironmentDraft): Generator<Demand> {
  const { name, file, services, resources, appliances, consumers } = environment;
  const ofServices = [...(services ?? [])].flatMap(([key, { account, vpc, spec }]) => {
    if (account === undefined) return [];
    const at = placedAt(account, file, ["services", key]);
    return [...madeVpc(vpc, at), ...(spec ? serviceDemands(`${name}, ${key}`, spec, at) : [])];
  });
  const ofResources = [...(resources ?? [])].flatMap(([key, { account, vpc, spec }]) => {
    if (account === undefined) return [];
    const at = placedAt(account, file, ["resources", key]);
    return [...madeVpc(vpc, at), ...(spec ? resourceDemands(`${name}, ${key}`, spec, at) : [])];
  });
  const ofAppliances = [...(appliances ?? [])].flatMap(([key, { account, vpc }]) =>
    account === undefined ? [] : madeVpc(vpc, placedAt(account, file, ["appliances", key])),
  );
  yield* [...ofServices, ...ofResources, ...ofAppliances];
  for (const consumer of consumers) yield* consumerDemands(environment, consumer);
}

function resourceDemands(resource: string, spec: ResourceSpec, at: At): Demand[] {
  const names = Object.keys(spec.resource.members ?? {}).sort();
  const destinations = Object.values(destinationsOf(spec, spec.vpc.cidr ?? ""));
  const rules = destinations.reduce((sum, { ports }) => sum + readablePorts(ports).length, 0);
  const group = `the security group of the gateway of ${resource}`;
  return [
    { ...at("rulesPerSecurityGroup", rules, ["gateway"], group), noun: "outbound rules" },
    at("resourceConfigurationsPerRegion", 1 + names.length, ["resource"]),
    ...names.map((name) => at("membersPerResourceGroup", 1, ["resource", "members", name], resource)),
  ];
}

/** Makes demands in an account that stand below some place. */
type At = (quota: QuotaKey, amount: number, path: KeyPath, within?: string) => Demand;

function placedAt(account: string, file: YamlFile, place: KeyPath, region?: string): At {
  return (quota, amount, path, within) => ({
    quota,
    account,
    region,
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

function serviceDemands(service: string, spec: ServiceSpec, at: At): Demand[] {
  const { additional, capacityUnits = 0, privateLinkRules, existing = {} } = spec.loadBalancer;
  const reserved = (place: KeyPath) =>
    capacityUnits > 0 ? [at("reservedCapacityUnitsPerRegion", capacityUnits, ["loadBalancer", ...place])] : [];
  const made = makesMain(spec.loadBalancer);
  const protocols = Object.values(spec.listeners).map(({ protocol }) => protocol);
  const rules = made ? clientRuleCount(privateLinkRules ?? {}, protocols) : 0;
  const group = `the security group of the load balancer of ${service}`;
  const path = ["loadBalancer", "privateLinkRules", "from"];
  return [
    ...(made ? [at("networkLoadBalancersPerRegion", 1, []), ...reserved(["capacityUnits"])] : []),
    ...(made ? listenerDemands(`the load balancer of ${service}`, spec, at) : []),
    ...(spec.acceptor ? [at("scheduleRulesPerRegion", 1, ["acceptor"])] : []),
    ...additional.flatMap((name, index) => [
      at("networkLoadBalancersPerRegion", 1, ["loadBalancer", "additional", index]),
      ...reserved(["additional", index]),
      ...listenerDemands(`the load balancer ${name} of ${service}`, spec, at),
    ]),
    // One that exists is counted already, but not what is made on it.
    ...Object.keys(existing)
      .sort()
      .filter((name) => existing[name]?.makeListeners)
      .flatMap((name) => listenerDemands(`the load balancer ${name} of ${service}`, spec, at)),
    ...(rules > 0 ? [at("rulesPerSecurityGroup", rules, path, group)] : []),
    ...(made && spec.loadBalancer.securityGroupIds === undefined ? [outboundRules(group, spec, at)] : []),
  ];
}

/** A security group has as many outbound rules as inbound ones, counted apart. */
function outboundRules(group: string, { listeners, targets }: ServiceSpec, at: At): Demand {
  const amount = waysOut({ ...targetsPropsOf(targets), listeners: listenersOf(listeners) }).length;
  return { ...at("rulesPerSecurityGroup", amount, ["listeners"], group), noun: "outbound rules" };
}

function listenerDemands(loadBalancer: string, spec: ServiceSpec, at: At): Demand[] {
  return Object.keys(spec.listeners)
    .sort()
    .flatMap((name) => {
      const listener = spec.listeners[name] as ListenerSpec;
      const { certificateArn, additionalCertificateArns = [] } = listener;
      const path = ["listeners", name];
      const certificates = additionalCertificateArns.length + (certificateArn === undefined ? 0 : 1);
      const { all, byZone } = targetsOfListener(spec, listener);
      const made = targetSpecsOf(listener, spec.targets).filter(({ type }) => type !== "targetGroup").length;
      return [
        // One that exists is counted already.
        ...(made === 0 ? [] : [at("targetGroupsPerRegion", made, path)]),
        // A target in the target groups of several listeners is so many targets.
        at("targetsPerLoadBalancer", all, path, loadBalancer),
        ...Object.entries(byZone).map(([zone, amount]) =>
          at("targetsPerZone", amount, path, zone === EVERY_ZONE ? loadBalancer : `zone ${zone} of ${loadBalancer}`),
        ),
        ...(certificates > 0 ? [at("certificatesPerLoadBalancer", certificates, path, loadBalancer)] : []),
      ];
    });
}

function consumerDemands(environment: EnvironmentDraft, consumer: ConsumerDraft): Demand[] {
  const { name } = environment;
  const { account, external, state, file, spec, vpc } = consumer;
  // One that is only invited has nothing yet.
  if (external || state === "invited" || account === undefined) return [];
  const at = placedAt(account, file, [], regionOf(environment, consumer));
  const made = madeVpc(vpc, at);
  if (spec === undefined || spec.external === true) return made;
  // Consumers in one VPC that exists share what it can have.
  const vpcName = spec.vpc.id ?? `the VPC of ${name}, ${consumer.name}`;
  const endpoints = Object.entries<ConnectionSpec>(spec.connections).flatMap(([key, connection]) => {
    const rules = (connection.ports ? readablePorts(connection.ports) : offeredPorts(environment, connection)).length;
    // The client application, and the instance for people, are let in beside whoever else is.
    const sources =
      sourcesOf(connection) + (spec.inspection ? inspectedClientsOf(spec, connection) : clientsOf(spec.client));
    const counted = {
      ...at(endpointQuotaOf(connection), 1, ["connections", key], vpcName),
      ...(consumer.hubVpc
        ? { instead: "put it into another VPC of the hub (`hubVpc`), a further one if need be" }
        : {}),
    };
    return [
      counted,
      at(
        "rulesPerSecurityGroup",
        // Security groups that exist are counted already.
        connection.securityGroupIds ? 0 : rules * sources,
        ["connections", key],
        `endpoint ${key} of ${name}, ${consumer.hubVpc ? consumerTitle(consumer) : consumer.name}`,
      ),
    ];
  });
  const ofInspection = Object.keys(spec.inspection?.subnets ?? {}).length;
  const toAws = expandServices(spec.vpc.awsEndpoints ?? []).length;
  const ofVpc = toAws === 0 ? [] : [at("interfaceEndpointsPerVpc", toAws, ["vpc", "awsEndpoints"], vpcName)];
  const gateways = Object.keys(spec.gatewayEndpoints ?? {})
    .sort()
    .map((service) => at("gatewayEndpointsPerRegion", 1, ["gatewayEndpoints", service]));
  return [
    ...made,
    ...endpoints,
    // AWS counts Gateway Load Balancer endpoints with those of the interface type.
    ...(ofInspection === 0 ? [] : [at("interfaceEndpointsPerVpc", ofInspection, ["inspection", "subnets"], vpcName)]),
    ...ofVpc,
    ...gateways,
    ...(spec.client === false ? [] : [at("scheduleRulesPerRegion", 1, ["client"])]),
  ];
}

/** What the endpoint of a connection is counted in. AWS counts those to resources and to service networks apart. */
function endpointQuotaOf(connection: ConnectionSpec): QuotaKey {
  if (connection.serviceNetworkArn !== undefined) return "serviceNetworkEndpointsPerVpc";
  return leadsToResource(connection) ? "resourceEndpointsPerVpc" : "interfaceEndpointsPerVpc";
}

/** How many of a consumer's own connect to its endpoints, each by a security group. */
function clientsOf(client: ClientSpec): number {
  if (client === false) return 0;
  return client.instance ? 2 : 1;
}

/**
 * How many rules let the client application in where packets pass appliances: none within the VPC's range, else by
 * subnet.
 */
function inspectedClientsOf(
  { client, inspection }: Extract<NonNullable<ConsumerDraft["spec"]>, { readonly vpc: VpcSpec }>,
  { allowFrom }: ConnectionSpec,
): number {
  if (client === false || allowFrom === undefined) return 0;
  return Object.values(inspection?.clientSubnets ?? {}).filter((range) => !allowFrom.includes(range)).length;
}

/** How many may connect: by default the VPC, by its range of IPv4, and that of IPv6 where the endpoint has both. */
function sourcesOf({ allowFrom, ipAddressType }: ConnectionSpec): number {
  return allowFrom ? new Set(allowFrom).size : ipAddressType === "dualstack" ? 2 : 1;
}

/** Ports of what a connection leads to, where they are known. */
function offeredPorts(environment: EnvironmentDraft, connection: ConnectionSpec): ProtocolPort[] {
  const found = environment.resources?.get(connection.resource ?? "")?.spec;
  if (found) return portsOf(found);
  if (connection.awsService !== undefined) return readablePorts(awsServicePorts(connection.awsService));
  return uniquePorts((knownService(environment, connection, undefined).listeners ?? []).flatMap(endpointPortsOf));
}
