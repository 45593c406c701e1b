import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../config/environment";
import { ORIGINS_FILE, ORIGINS_FORMAT, type Origins } from "../config/origins";
import type { StackRole } from "../modules/aws/marks";
import type { PrivateLinkStack } from "./privatelink-stack";

type Path = readonly string[];

/** Where in the files of an environment a stack of each role comes from. Files are named from the environment's folder. */
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

/** Keys, below a stack's own, that constructs come from, by their ids: those of the stacks themselves, which are a contract. */
const CONSTRUCTS: readonly (readonly [id: RegExp, path: (name: string) => Path])[] = [
  [/^block-public-access$/, () => ["blockPublicAccess"]],
  [/^vpc$/, () => ["vpc"]],
  [/^flow-logs$/, () => ["vpc", "flowLogs"]],
  [/^load-balancer$/, () => ["loadBalancer"]],
  [/^load-balancer-.+$/, () => ["loadBalancer", "additional"]],
  [/^existing-load-balancer-(.+)$/, (name) => ["loadBalancer", "existing", name]],
  [/^access-logs$/, () => ["loadBalancer", "accessLogs"]],
  [/^application$/, () => ["targets"]],
  [/^endpoint-service$/, () => ["acceptance"]],
  [/^monitoring$/, () => ["monitoring"]],
  [/^notification$/, () => ["notifications"]],
  [/^service-card$/, () => ["card"]],
  [/^gateway$/, () => ["gateway"]],
  [/^resource$/, () => ["resource"]],
  [/^share$/, () => ["sharing"]],
  [/^profile(-share)?$/, () => ["hubPath"]],
  [/^private-dns-(.+)$/, (name) => ["connections", name, "privateDns"]],
  [/^hosted-zone-(.+)$/, (id) => ["connections", ...hostedZonePath(id)]],
  [/^(?:endpoint|service)-(.+)$/, (name) => ["connections", name]],
  [/^aws-endpoints$/, () => ["vpc", "awsEndpoints"]],
  [/^client-instance$/, () => ["client", "instance"]],
  [/^reachability$/, () => ["client", "instance", "reachability"]],
  [/^client$/, () => ["client"]],
];

/** Keys of the hosted zone of a connection, below `connections`. */
function hostedZonePath(id: string): Path {
  const [connection = "", name] = id.split("_");
  return name === undefined ? [connection, "hostedZone"] : [connection, "hostedZones", name];
}

/** The same in the stacks of hubs, whose connections are shared ones. */
const HUB_CONSTRUCTS: typeof CONSTRUCTS = [
  [/^(?:vpc|flow-logs|profile|share)$/, () => ["hubs"]],
  [/^private-dns-(.+)$/, (name) => ["sharedConnections", name, "privateDns"]],
  [/^hosted-zone-(.+)$/, (id) => ["sharedConnections", ...hostedZonePath(id)]],
  [/^(?:endpoint|service)-(.+)$/, (name) => ["sharedConnections", name]],
];

/**
 * Where a stack and its constructs come from. It names no line, which a blank one above would move: who reads it finds the
 * key in the file as it is.
 */
export function originsOf(stack: PrivateLinkStack): Origins {
  const { environment, role } = stack;
  const key = stack.node.id.slice(`${environment.name}-${role}-`.length);
  const { file, path } = STACKS[role](key, environment);
  const known = role === "hub" || role === "profile" ? HUB_CONSTRUCTS : CONSTRUCTS;
  const constructs = stack.node.children.flatMap(({ node: { id } }): [string, Path][] => {
    const own = known.flatMap(([pattern, keys]) => {
      const found = pattern.exec(id);
      return found ? [keys(found[1] ?? "")] : [];
    })[0];
    return own ? [[id, [...path, ...own]]] : [];
  });
  return {
    ...ORIGINS_FORMAT,
    file: `${environment.name}/${file}`,
    path,
    constructs: Object.fromEntries(constructs.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Writes where a stack comes from beside it. @param folder of the stack. */
export function writeOrigins(folder: string, stack: PrivateLinkStack): void {
  writeFileSync(join(folder, ORIGINS_FILE), `${JSON.stringify(originsOf(stack), undefined, 2)}\n`);
}
