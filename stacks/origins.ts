import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Construct } from "constructs";
import type { Environment } from "../config/environment";
import { keyPlaces } from "../config/origin-keys";
import type { Path } from "../config/origin-keys/place";
import { ORIGINS_FILE, ORIGINS_FORMAT, type Origins } from "../config/origins";
import { STACK_ROLES, type StackRole } from "../modules/aws/marks";
import { InvalidPropertiesError } from "../modules/aws/property-problems";
import { UserError } from "../support/user-error";
import { PrivateLinkStack } from "./privatelink-stack";

/** Where in the files of an environment a stack of each kind comes from. Files are named from the environment's folder. */
const STACKS: Readonly<
  Record<StackRole, (key: string, environment: Environment) => { readonly file: string; readonly path: Path }>
> = {
  account: (key) => ({ file: "environment.yaml", path: ["accounts", key] }),
  service: (key) => ({ file: "environment.yaml", path: ["services", key] }),
  domain: (key) => ({ file: "environment.yaml", path: ["services", key, "privateDns"] }),
  acceptance: (key, { appliances }) => ({
    file: "environment.yaml",
    path: [Object.hasOwn(appliances, key) ? "appliances" : "services", key, "acceptance"],
  }),
  resource: (key) => ({ file: "environment.yaml", path: ["resources", key] }),
  appliance: (key) => ({ file: "environment.yaml", path: ["appliances", key] }),
  // What their endpoints are is under `sharedConnections`, beside `hubs`.
  hub: () => ({ file: "environment.yaml", path: [] }),
  profile: () => ({ file: "environment.yaml", path: [] }),
  consumer: (key) => ({ file: `consumers/${key}.yaml`, path: [] }),
  dns: (key) => ({ file: `consumers/${key}.yaml`, path: [] }),
};

/**
 * Where a stack comes from. It names no line, which a blank one above would move: who reads it finds the key in the file as
 * it is. Which keys its constructs come from, `keyPlaces` says, also of those that the stack no longer has.
 */
export function originsOf(stack: PrivateLinkStack): Origins {
  const { environment } = stack;
  const name = stack.node.id;
  // Not the stack's role: a consumer with a path to a hub has that of a hub.
  const kind = STACK_ROLES.find((each) => name.startsWith(`${environment.name}-${each}-`)) ?? stack.role;
  const { file, path } = STACKS[kind](name.slice(`${environment.name}-${kind}-`.length), environment);
  return { ...ORIGINS_FORMAT, file: `${environment.name}/${file}`, path };
}

/** Writes where a stack comes from beside it. @param folder of the stack. */
export function writeOrigins(folder: string, stack: PrivateLinkStack): void {
  writeFileSync(join(folder, ORIGINS_FILE), `${JSON.stringify(originsOf(stack), undefined, 2)}\n`);
}

/**
 * Builds stacks. What a construct refuses is told with the file and the key that the construct comes from: config should have
 * told it, with its line, before any stack is built.
 *
 * @throws UserError that names the file and the key.
 */
export function withOrigins(build: () => void): void {
  try {
    build();
  } catch (error) {
    const origin = error instanceof InvalidPropertiesError ? originOf(error.construct) : undefined;
    if (origin === undefined || !(error instanceof InvalidPropertiesError)) throw error;
    const problems = error.problems.map(({ property, expected, found }) =>
      [
        origin,
        `  expected: ${expected} (\`${property}\` of ${error.construct.node.path})`,
        `  found:    ${found}`,
      ].join("\n"),
    );
    throw new UserError(["Stacks cannot be built; nothing was written.", ...problems].join("\n\n"));
  }
}

/** File and key that a construct comes from; undefined for one of no stack. */
function originOf({ node }: Construct): string | undefined {
  const index = node.scopes.findIndex((scope) => scope instanceof PrivateLinkStack);
  const stack = node.scopes[index];
  if (!(stack instanceof PrivateLinkStack)) return undefined;
  const construct = node.scopes.slice(index + 1).map(({ node }) => node.id);
  const [place] = keyPlaces(originsOf(stack), construct.join("/"));
  return place === undefined ? undefined : [place.file, place.path.join(".")].filter((text) => text !== "").join("  ");
}
