import { isObject } from "../support/json-object";
import { listed } from "../support/listed";
import { UserError } from "../support/user-error";
import { accountsOf, type Environment as LoadedEnvironment } from "./environment";
import { planEstate } from "./estate/plan-estate";
import { loadEnvironments as load } from "./load";
import { EnvironmentError, type Problem } from "./problem";

/** Something that an environment offers: a service, a resource, or appliances. */
export interface Offered {
  /** Id of the account that it is in, 12 digits. */
  readonly account: string;
}

/** A consumer of an environment. */
export interface Consumer {
  /** Ids of its accounts, 12 digits each: one, or several of an external consumer. */
  readonly accounts: readonly string[];
  /** Whether its owner deploys the consumer's side. Otherwise the environment does. */
  readonly isExternal: boolean;
  /** How far its connections are. Of `invited` and `revoked` nothing is built. */
  readonly state: "invited" | "allowed" | "draining" | "revoked";
}

/** An environment, read and checked as a whole. */
export interface Environment {
  /** Name: that of its folder. */
  readonly name: string;
  /** AWS Region of what says no other. */
  readonly region: string;
  /** Tags of everything that can have some. */
  readonly tags: Readonly<Record<string, string>>;
  /** Services behind a load balancer, by key. */
  readonly services: Readonly<Record<string, Offered>>;
  /** Resources without a load balancer, by key. */
  readonly resources: Readonly<Record<string, Offered>>;
  /** Appliances behind a Gateway Load Balancer, by key. */
  readonly appliances: Readonly<Record<string, Offered>>;
  /** Consumers in any state, by name. */
  readonly consumers: Readonly<Record<string, Consumer>>;
}

/** A stack that environments are made of. */
export interface PlannedStack {
  /** Its name, which no other stack has: that of its folder in `cdktf.out/stacks`. */
  readonly name: string;
  /** What it is for. */
  readonly kind:
    | "account"
    | "service"
    | "domain"
    | "resource"
    | "appliance"
    | "consumer"
    | "acceptance"
    | "profile"
    | "dns";
  /** Name of its environment. */
  readonly environment: string;
  /** Id of the account that it is deployed into. */
  readonly account: string;
  /** AWS Region that it is deployed into. */
  readonly region: string;
  /** Names of the stacks that are deployed before it. */
  readonly dependencies: readonly string[];
}

/** Which stacks are planned. */
export interface PlanOptions {
  /** Names of consumers. With them come the services that they connect to. @default - everything */
  readonly consumers?: readonly string[];
}

/** The environments that were loaded: only of these is it known that they are sound. */
const loaded = new WeakMap<Environment, LoadedEnvironment>();

/**
 * Reads and checks environments, as `privatelink synth` does.
 *
 * @param folder folder of the environments.
 * @param names environments to read. @default - all
 * @throws EnvironmentError with everything that is wrong, in all of them.
 * @throws UserError if the folder is no folder of environments, or has no environment of a name.
 */
export function loadEnvironments(folder: string, names?: readonly string[]): readonly Environment[] {
  checkArguments(folder, names);
  return load(folder, names).map((environment) => {
    const shown = summaryOf(environment);
    loaded.set(shown, environment);
    return shown;
  });
}

/**
 * Reads and checks environments.
 *
 * @param folder folder of the environments.
 * @param names environments to read. @default - all
 * @returns everything that is wrong, in the order of files and lines; an empty list if nothing is.
 * @throws UserError if the folder is no folder of environments, or has no environment of a name.
 */
export function checkEnvironments(folder: string, names?: readonly string[]): readonly Problem[] {
  checkArguments(folder, names);
  try {
    load(folder, names);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

/**
 * The stacks that environments are made of, each behind those that it depends on.
 *
 * @param environments what {@link loadEnvironments} gave.
 * @param options which stacks are planned. @default - all
 * @throws UserError if no environment has a consumer of a name, two environments have the same name, or there is no
 *   such option.
 */
export function planStacks(environments: readonly Environment[], options: PlanOptions = {}): readonly PlannedStack[] {
  if (!Array.isArray(environments)) throw notLoaded(environments);
  if (!isObject(options)) throw wrong("options", "an object, such as { consumers: [NAME] }", options);
  const unknown = Object.keys(options).filter((name) => name !== "consumers");
  if (unknown.length > 0) throw wrong("options", "only `consumers`", listed(unknown));
  const { consumers } = options;
  if (consumers !== undefined && !isTexts(consumers)) throw wrong("consumers", "a list of names", consumers);
  const sound = environments.map(soundEnvironment);
  const twice = sound.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) < index);
  if (twice.length > 0)
    throw new UserError(
      `environments: expected each environment once; got twice: ${listed([...new Set(twice)])}. Leave out the second.`,
    );
  const plans = planEstate(sound, { consumers });
  return plans.map(({ name, kind, dependencies, input: { environment, deployer, region } }) => {
    return { name, kind, environment: environment.name, account: deployer.account, region, dependencies };
  });
}

function soundEnvironment(environment: Environment): LoadedEnvironment {
  const sound = isObject(environment) ? loaded.get(environment) : undefined;
  if (sound === undefined) throw notLoaded(environment);
  return sound;
}

function notLoaded(given: unknown): UserError {
  const kind = given === null || given === undefined ? String(given) : "something else";
  return new UserError(`environments: expected what loadEnvironments gave; got ${kind}. Load them first.`);
}

/** Refuses what the types forbid, and JavaScript does not. */
function checkArguments(folder: unknown, names: unknown): void {
  if (typeof folder !== "string" || folder === "") throw wrong("folder", "the path of a folder", folder);
  if (names !== undefined && !isTexts(names)) throw wrong("names", "a list of names", names);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function wrong(name: string, expected: string, given: unknown): UserError {
  const shown = typeof given === "string" ? JSON.stringify(given) : given === null ? "null" : typeof given;
  return new UserError(`${name}: expected ${expected}; got ${Array.isArray(given) ? "another list" : shown}.`);
}

function summaryOf(environment: LoadedEnvironment): Environment {
  const { name, region, tags, services, resources, appliances, consumers } = environment;
  const offered = (all: Readonly<Record<string, Offered>>) => mapped(all, ({ account }) => ({ account }));
  return {
    ...{ name, region, tags },
    services: offered(services),
    resources: offered(resources),
    appliances: offered(appliances),
    consumers: mapped(consumers, (consumer) => {
      return { accounts: accountsOf(consumer), isExternal: consumer.external === true, state: consumer.state };
    }),
  };
}

function mapped<A, B>(all: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, change(value)]));
}
