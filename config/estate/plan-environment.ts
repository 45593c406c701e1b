import { membersByShard, shardOf } from "../acceptance-shards";
import { Offers } from "../connection/offers";
import type { ManagedConsumerSpec } from "../consumer-schema";
import { type Environment, isManaged, mayBeConnected } from "../environment";
import { hubConsumerName } from "../hub/places";
import { provesDomain } from "../service/private-dns-schema";
import { acceptanceInput } from "./acceptance-input";
import { accountInput } from "./account-input";
import { applianceInput } from "./appliance-input";
import { consumerInput } from "./consumer-input";
import { dnsInput } from "./dns-input";
import { domainInput } from "./domain-input";
import { originsInConsumer, originsInEnvironment } from "./origins";
import { PlannedStacks } from "./planned-stacks";
import { profileInput } from "./profile-input";
import { appliancesOf, hubsOf, type Registrations, registrationsOf, resourcesOf, servicesOf } from "./registrations";
import { resourceInput } from "./resource-input";
import { type SelectedConsumers, selectConsumers } from "./selected-consumers";
import { serviceInput } from "./service-input";
import type { StackPlan } from "./stack-plan";

/** What stacks are planned from. */
interface Planning {
  readonly environment: Environment;
  readonly registrations: Registrations;
  readonly offers: Offers;
  readonly selected: SelectedConsumers;
  /** Stacks that are planned so far. */
  readonly stacks: PlannedStacks;
}

/** Each kind of stacks is behind the kinds that it depends on. */
const STEPS: readonly ((planning: Planning) => void)[] = [
  planAccounts,
  planServices,
  planDomains,
  planResources,
  planAppliances,
  planConsumers,
  planAcceptances,
  planProfiles,
  planDns,
];

/**
 * Plans the stacks of an environment and the order between them: what is set for whole accounts, services, the proof of
 * services' domains, private resources and appliances, then consumers, then the acceptance of their connections, then
 * names that need it.
 *
 * @param consumers names of the consumers to plan; with them come the services, resources and appliances that they
 *   connect to, and the acceptance of their connections. What a stack is made of never depends on it.
 *   @default - everything
 */
export function planEnvironment(environment: Environment, consumers?: ReadonlySet<string>): StackPlan[] {
  const planning: Planning = {
    environment,
    registrations: registrationsOf(environment),
    offers: new Offers(environment),
    selected: selectConsumers(environment, consumers),
    stacks: new PlannedStacks(),
  };
  for (const step of STEPS) step(planning);
  return planning.stacks.plans;
}

function planAccounts({ environment, selected, stacks }: Planning): void {
  for (const [account, spec] of Object.entries(environment.accounts))
    if (selected.wantsAccount(account)) {
      const origins = originsInEnvironment(environment.name, "accounts", account);
      stacks.add("account", account, accountInput(environment, account, spec), origins);
    }
}

function planServices({ environment, registrations, selected, stacks }: Planning): void {
  for (const [key, spec] of Object.entries(environment.services))
    if (selected.wantsService(key)) {
      const origins = originsInEnvironment(environment.name, "services", key);
      const input = serviceInput(environment, registrations, key, spec);
      stacks.add("service", key, input, origins, { account: [spec.account] });
    }
}

function planDomains({ environment, stacks }: Planning): void {
  for (const [key, spec] of Object.entries(environment.services)) {
    const { privateDns } = spec;
    if (!stacks.has("service", key) || !privateDns || !provesDomain(privateDns)) continue;
    const origins = originsInEnvironment(environment.name, "services", key, "privateDns");
    stacks.add("domain", key, domainInput(environment, key, spec, privateDns), origins, { service: [key] });
  }
}

function planResources({ environment, registrations, selected, stacks }: Planning): void {
  for (const [key, spec] of Object.entries(environment.resources))
    if (selected.wantsResource(key)) {
      const origins = originsInEnvironment(environment.name, "resources", key);
      const input = resourceInput(environment, registrations, key, spec);
      stacks.add("resource", key, input, origins, { account: [spec.account] });
    }
}

function planAppliances({ environment, registrations, selected, stacks }: Planning): void {
  for (const [key, spec] of Object.entries(environment.appliances))
    if (selected.wantsAppliance(key)) {
      const origins = originsInEnvironment(environment.name, "appliances", key);
      const input = applianceInput(environment, registrations, key, spec);
      stacks.add("appliance", key, input, origins, { account: [spec.account] });
    }
}

function planConsumers({ environment, offers, selected, stacks }: Planning): void {
  for (const [name, spec] of builtAmong(selected)) {
    const services = servicesOf(spec);
    stacks.add(
      "consumer",
      name,
      consumerInput(environment, offers, name, spec),
      // What the endpoints of a hub's VPC are is under `sharedConnections`, beside `hubs`.
      spec.hubVpc ? originsInEnvironment(environment.name) : originsInConsumer(environment.name, name),
      {
        account: [spec.account],
        service: services,
        domain: services,
        resource: resourcesOf(spec),
        appliance: appliancesOf(spec),
        consumer: Object.values(spec.viaHub ?? {})
          .map(hubConsumerName)
          .sort(),
      },
    );
  }
}

/** Consumers that stacks of their own are planned of: managed ones that may be connected. */
function builtAmong({ consumers }: SelectedConsumers): [string, ManagedConsumerSpec][] {
  return consumers.flatMap(([name, spec]): [string, ManagedConsumerSpec][] =>
    isManaged(spec) && mayBeConnected(spec) ? [[name, spec]] : [],
  );
}

function planAcceptances({ environment, registrations, selected, stacks }: Planning): void {
  const { name, services, appliances } = environment;
  const acceptors = [
    ...Object.entries(services).map(([key, spec]) => ({ kind: "service" as const, key, spec })),
    ...Object.entries(appliances).map(([key, spec]) => ({ kind: "appliance" as const, key, spec })),
  ];
  for (const acceptor of acceptors) {
    const { kind, key, spec } = acceptor;
    if (!stacks.has(kind, key) || spec.acceptance !== "registered" || services[key]?.acceptor) continue;
    const { acceptanceShards: shards = 1 } = spec;
    const members = membersByShard(registrations.consumers.get(key) ?? [], shards);
    const revoked = membersByShard(
      (registrations.revoked.get(key) ?? []).map(({ consumer }) => consumer),
      shards,
    );
    for (const shard of selected.wantsShardsOf(key, shards))
      stacks.add(
        "acceptance",
        shardKey(key, shard),
        acceptanceInput(environment, registrations, acceptor, {
          shard,
          consumers: new Set([...(members[shard] ?? []), ...(revoked[shard] ?? [])]),
        }),
        originsInEnvironment(name, kind === "service" ? "services" : "appliances", key, "acceptance"),
        { [kind]: [key], consumer: members[shard] ?? [] },
      );
  }
}

/** Key by which other stacks depend on one of the acceptance stacks of a service. */
function shardKey(service: string, shard: number): string {
  return `${service}/${shard}`;
}

/** Keys of the stacks that accept a consumer's connections to services. */
function shardKeysOf({ services }: Environment, consumer: string, spec: ManagedConsumerSpec): string[] {
  return servicesOf(spec).map((key) => shardKey(key, shardOf(consumer, services[key]?.acceptanceShards ?? 1)));
}

function planProfiles({ environment, registrations, selected, stacks }: Planning): void {
  const hubVpcs = selected.consumers.filter(([, spec]) => isManaged(spec) && spec.hubVpc !== undefined);
  for (const [hub, spec] of Object.entries(environment.hubs)) {
    const vpcs = Object.keys(spec.vpcs)
      .map((vpc) => hubConsumerName({ hub, vpc }))
      .sort();
    if (!vpcs.some((name) => stacks.has("consumer", name))) continue;
    const acceptance = hubVpcs.flatMap(([name, consumer]) =>
      vpcs.includes(name) && isManaged(consumer) ? shardKeysOf(environment, name, consumer) : [],
    );
    const input = profileInput(environment, registrations, hub, spec);
    stacks.add("profile", hub, input, originsInEnvironment(environment.name), { consumer: vpcs, acceptance });
  }
}

function planDns({ environment, selected, stacks }: Planning): void {
  for (const [name, spec] of builtAmong(selected)) {
    if (spec.hubVpc) continue;
    const input = dnsInput(environment, name, spec);
    if (input === undefined) continue;
    stacks.add("dns", name, input, originsInConsumer(environment.name, name), {
      consumer: [name],
      acceptance: shardKeysOf(environment, name, spec),
      profile: hubsOf(spec),
    });
  }
}
