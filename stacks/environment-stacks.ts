import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { ConsumerSpec } from "../config/consumer-schema";
import { appliancesOf, consumersOf, type Environment, isManaged, resourcesOf, servicesOf } from "../config/environment";
import { hubConsumerName } from "../config/hub/places";
import { provesDomain } from "../config/service/private-dns-schema";
import { AcceptanceStack } from "./acceptance-stack";
import { AccountStack } from "./account-stack";
import { ApplianceStack } from "./appliance-stack";
import { ConsumerStack } from "./consumer-stack";
import { DnsStack, hasDnsStack } from "./dns-stack";
import { DomainStack } from "./domain-stack";
import { ProfileStack } from "./profile-stack";
import { ResourceStack } from "./resource-stack";
import { ServiceStack } from "./service-stack";

/**
 * Builds the stacks of an environment and the order between them: what is set for whole accounts, services, private resources
 * and appliances, then the proof of services' domains, then consumers, then the acceptance of their connections, then names
 * that need it.
 *
 * @param consumers consumers to build; with them come the services, resources and appliances that they connect to, and the
 *   acceptance of their connections.
 *   What is built of a stack never depends on what is selected: each has the bytes that it has when all are built.
 *   @default - everything
 */
export function buildEnvironment(scope: Construct, environment: Environment, consumers?: readonly string[]): void {
  const everything = consumers === undefined;
  const selected = selectedConsumers(environment, consumers);
  const wanted = new Set(selected.flatMap(([, spec]) => servicesOf(spec)));
  const services = Object.entries(environment.services).filter(([key]) => everything || wanted.has(key));

  const accountStacks = new Map<string, TerraformStack>();
  for (const [account, spec] of Object.entries(environment.accounts))
    if (everything || selected.some(([, consumer]) => isManaged(consumer) && consumer.account === account))
      accountStacks.set(account, new AccountStack(scope, environment, account, spec));

  const serviceStacks = new Map<string, TerraformStack>();
  for (const [key, spec] of services) {
    const stack = new ServiceStack(scope, environment, key, spec);
    dependOn(stack, [spec.account], accountStacks);
    serviceStacks.set(key, stack);
  }

  const domainStacks = new Map<string, TerraformStack>();
  for (const [key, spec] of services) {
    if (!spec.privateDns || !provesDomain(spec.privateDns)) continue;
    const stack = new DomainStack(scope, environment, key, spec, spec.privateDns);
    dependOn(stack, [key], serviceStacks);
    domainStacks.set(key, stack);
  }

  const wantedResources = new Set(selected.flatMap(([, spec]) => resourcesOf(spec)));
  const resourceStacks = new Map<string, TerraformStack>();
  for (const [key, spec] of Object.entries(environment.resources))
    if (everything || wantedResources.has(key)) {
      const stack = new ResourceStack(scope, environment, key, spec);
      dependOn(stack, [spec.account], accountStacks);
      resourceStacks.set(key, stack);
    }

  const wantedAppliances = new Set(selected.flatMap(([, spec]) => appliancesOf(spec)));
  const appliances = Object.entries(environment.appliances).filter(([key]) => everything || wantedAppliances.has(key));
  const applianceStacks = new Map<string, TerraformStack>();
  for (const [key, spec] of appliances) {
    const stack = new ApplianceStack(scope, environment, key, spec);
    dependOn(stack, [spec.account], accountStacks);
    applianceStacks.set(key, stack);
  }

  const consumerStacks = new Map<string, TerraformStack>();
  for (const [name, spec] of selected) {
    if (!isManaged(spec)) continue;
    const stack = new ConsumerStack(scope, environment, name, spec);
    dependOn(stack, [spec.account], accountStacks);
    dependOn(stack, servicesOf(spec), serviceStacks);
    dependOn(stack, servicesOf(spec), domainStacks);
    dependOn(stack, resourcesOf(spec), resourceStacks);
    dependOn(stack, Object.values(spec.viaHub ?? {}).map(hubConsumerName), consumerStacks);
    consumerStacks.set(name, stack);
  }

  const acceptanceStacks = new Map<string, TerraformStack>();
  const acceptors = [
    ...services.map(([key, spec]) => ({ key, spec, kind: "service" as const })),
    ...appliances.map(([key, spec]) => ({ key, spec, kind: "appliance" as const })),
  ];
  for (const { key, spec, kind } of acceptors) {
    if (spec.acceptance !== "registered") continue;
    const { account, role, tags } = spec;
    const stack = new AcceptanceStack(scope, environment, key, { kind, account, role, tags });
    dependOn(stack, [key], kind === "service" ? serviceStacks : applianceStacks);
    dependOn(stack, consumersOf(environment, key), consumerStacks);
    acceptanceStacks.set(key, stack);
  }

  const profileStacks = new Map<string, TerraformStack>();
  for (const [hub, spec] of Object.entries(environment.hubs)) {
    const vpcs = Object.keys(spec.vpcs).map((vpc) => hubConsumerName({ hub, vpc }));
    if (!vpcs.some((name) => consumerStacks.has(name))) continue;
    const stack = new ProfileStack(scope, environment, hub, spec);
    dependOn(stack, vpcs, consumerStacks);
    for (const [name, consumer] of selected)
      if (vpcs.includes(name)) dependOn(stack, servicesOf(consumer), acceptanceStacks);
    profileStacks.set(hub, stack);
  }

  for (const [name, spec] of selected) {
    if (!isManaged(spec) || spec.hubVpc || !hasDnsStack(environment, spec)) continue;
    const stack = new DnsStack(scope, environment, name, spec);
    dependOn(stack, [name], consumerStacks);
    dependOn(stack, servicesOf(spec), acceptanceStacks);
    dependOn(
      stack,
      Object.values(spec.viaHub ?? {}).map(({ hub }) => hub),
      profileStacks,
    );
  }
}

/** The consumers that are asked for, behind the VPCs of the hubs that they are connected by: all VPCs of each such hub. */
function selectedConsumers({ consumers }: Environment, names: readonly string[] | undefined): [string, ConsumerSpec][] {
  const all = Object.entries(consumers);
  const asked = all.filter(([name]) => names === undefined || names.includes(name));
  const hubs = new Set(
    asked.flatMap(([, spec]) => (isManaged(spec) ? Object.values(spec.viaHub ?? {}) : [])).map(({ hub }) => hub),
  );
  const ofHub = ([, spec]: [string, ConsumerSpec]) => isManaged(spec) && spec.hubVpc !== undefined;
  const wanted = all.filter(
    ([name, spec]) =>
      isManaged(spec) && spec.hubVpc && (names === undefined || names.includes(name) || hubs.has(spec.hubVpc.hub)),
  );
  return [...wanted, ...asked.filter((each) => !ofHub(each))];
}

/** Makes a stack depend on others by name, in an order that does not come from the files. */
function dependOn(stack: TerraformStack, names: readonly string[], stacks: ReadonlyMap<string, TerraformStack>): void {
  for (const name of [...names].sort()) {
    const dependency = stacks.get(name);
    if (dependency) stack.addDependency(dependency);
  }
}
