import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST, STACKS } from "../../engine/stack-files";
import { compare } from "../../support/compare";
import { objectOf } from "../../support/json-object";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { Configuration } from "./configuration";
import { acceptedBy, endpointsOf, stateName } from "./endpoints";
import type { StackFacts } from "./facts";
import { list, literal } from "./json-values";
import { clientsOf, gatewaysOf, networksOf } from "./networks";
import { balancersOf, resourcesOf, servicesOf } from "./offers";
import { parseStackName, type StackName } from "./stack-name";

/** The folder of a stack. */
export interface StackFolder extends StackName {
  readonly name: string;
  readonly folder: string;
}

/**
 * The stacks that an output folder declares, by name.
 *
 * @param out output folder of a synthesis.
 * @throws UserError where it is none.
 */
export function declaredStacks(out: string): readonly StackFolder[] {
  return Object.keys(objectOf(readManifest(out).stacks))
    .sort(compare)
    .flatMap((name) => stackFolder(name, join(out, STACKS, name)) ?? []);
}

/** Names of the stacks that each declared stack is deployed after, by its name. */
export function declaredDependencies(out: string): ReadonlyMap<string, readonly string[]> {
  const entries = Object.entries(objectOf(readManifest(out).stacks));
  return new Map(
    entries.map(([name, entry]) => [name, list(objectOf(entry).dependencies).flatMap((each) => literal(each) ?? [])]),
  );
}

function readManifest(out: string): Readonly<Record<string, unknown>> {
  return objectOf(readJsonFile(join(out, MANIFEST), "the output folder of a synthesis; `privatelink synth` writes it"));
}

/** A stack in a folder; undefined where its name is not of this project. */
export function stackFolder(name: string, folder: string): StackFolder | undefined {
  const parts = parseStackName(name);
  return parts && { name, folder, ...parts };
}

/**
 * What a picture shows of a stack.
 *
 * @throws UserError where its configuration cannot be read.
 */
export function readStack({ folder, ...stack }: StackFolder): StackFacts {
  const path = join(folder, "cdk.tf.json");
  const json = readJsonFile(path, "the configuration of a stack in JSON; `privatelink synth` writes it");
  return factsOf(stack, new Configuration(json));
}

/** What a picture shows of the configuration of a stack. */
export function factsOf(stack: StackName & { readonly name: string }, configuration: Configuration): StackFacts {
  const { provider } = configuration;
  return {
    ...stack,
    account: literal(list(provider.allowed_account_ids)[0]) ?? "",
    region: literal(provider.region) ?? "",
    networks: networksOf(configuration, stack.role === "consumer"),
    clients: stack.role === "consumer" ? clientsOf(configuration) : [],
    endpoints: endpointsOf(configuration),
    services: servicesOf(configuration),
    balancers: balancersOf(configuration),
    resources: resourcesOf(configuration),
    gateways: gatewaysOf(configuration),
    accepted: acceptedBy(configuration),
    reads: configuration.all("data.terraform_remote_state").flatMap((block) => stateName(block) ?? []),
  };
}

function readJsonFile(path: string, expected: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(`${shown(path)}: expected ${expected}; found ${code === "ENOENT" ? "no file" : message}.`);
  }
}
