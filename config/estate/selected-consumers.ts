import { listed } from "../../support/listed";
import { NoSuchName } from "../../support/no-such-name";
import { shardOf } from "../acceptance-shards";
import type { ConsumerSpec } from "../consumer-schema";
import { type Environment, isManaged } from "../environment";
import { existingNames, unknownNames } from "../nearest";
import { appliancesOf, hubsOf, resourcesOf, servicesOf } from "./registrations";

/** Consumers of an environment to plan, and what comes with them of its offers. */
export interface SelectedConsumers {
  /** VPCs of hubs, then the other consumers: each behind the stacks that it depends on. */
  readonly consumers: readonly (readonly [name: string, spec: ConsumerSpec])[];
  readonly wantsAccount: (id: string) => boolean;
  readonly wantsService: (key: string) => boolean;
  readonly wantsResource: (key: string) => boolean;
  readonly wantsAppliance: (key: string) => boolean;
  /**
   * The acceptance stacks of a service, or of appliances, from 0: of those that are asked for, those with their
   * connections, also of such as are revoked.
   */
  readonly wantsShardsOf: (key: string, shards: number) => readonly number[];
}

/**
 * The consumers that are asked for, behind the VPCs of the hubs that they are connected by: all VPCs of each such hub.
 *
 * @param names of consumers. @default - everything
 */
export function selectConsumers(environment: Environment, names?: ReadonlySet<string>): SelectedConsumers {
  const all = Object.entries(environment.consumers);
  const asked = names === undefined ? all : all.filter(([name]) => names.has(name));
  const hubs = new Set(asked.flatMap(([, spec]) => hubsOf(spec)));
  const hubVpcs = all.filter(([name, spec]) => {
    const hub = hubOf(spec);
    return hub !== undefined && (names === undefined || names.has(name) || hubs.has(hub));
  });
  const consumers = [...hubVpcs, ...asked.filter(([, spec]) => hubOf(spec) === undefined)];
  const wanted = (keysOf: (spec: ConsumerSpec) => readonly string[]) => {
    if (names === undefined) return () => true;
    const keys = new Set(consumers.flatMap(([, spec]) => keysOf(spec)));
    return (key: string) => keys.has(key);
  };
  return {
    consumers,
    wantsAccount: wanted((spec) => (isManaged(spec) ? [spec.account] : [])),
    wantsService: wanted(servicesOf),
    wantsResource: wanted(resourcesOf),
    wantsAppliance: wanted(appliancesOf),
    wantsShardsOf: (key, shards) => {
      const all = Array.from({ length: shards }, (_, shard) => shard);
      if (names === undefined) return all;
      const own = consumers.filter(([, spec]) => [...servicesOf(spec), ...appliancesOf(spec)].includes(key));
      const theirs = new Set(own.map(([name]) => shardOf(name, shards)));
      return all.filter((shard) => theirs.has(shard));
    },
  };
}

/** Key of the hub whose VPC stands here among the consumers. */
function hubOf(spec: ConsumerSpec): string | undefined {
  return isManaged(spec) ? spec.hubVpc?.hub : undefined;
}

/** @throws NoSuchName when none of some environments has a consumer of a name. */
export function checkConsumers(environments: readonly Environment[], names: readonly string[]): void {
  const known = [...new Set(environments.flatMap(({ consumers }) => Object.keys(consumers)))].sort();
  const unknown = unknownNames(names, known);
  if (unknown === undefined) return;
  const where = listed(environments.map(({ name }) => name));
  throw new NoSuchName(`No such consumer in ${where}:\n${unknown}\n${existingNames(names, known)}`);
}
