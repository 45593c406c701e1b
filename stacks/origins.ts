import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../config/environment";
import { ORIGINS_FILE, ORIGINS_FORMAT, type Origins } from "../config/origins";
import { STACK_ROLES, type StackRole } from "../modules/aws/marks";
import type { Path } from "./origin-keys/place";
import type { PrivateLinkStack } from "./privatelink-stack";

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
