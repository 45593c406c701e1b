import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, parseDocument, visit, type YAMLMap } from "yaml";
import { PACKAGE_ROOT } from "../../../support/package-root";

/** Keys whose resources the real provider, 5.100.0, does not have: `aws_vpc_encryption_control` came with 6.23. */
const UNKNOWN_KEYS: ReadonlySet<string> = new Set(["encryptionControl"]);

/** Keys whose resources its simulator does not have: security groups in the VPCs of consumers. */
const NOT_SIMULATED_KEYS: ReadonlySet<string> = new Set(["additionalSecurityGroupIds"]);

/** Folders with environments. */
const FOLDERS = ["environments", "examples"] as const;

/** The application with what the real provider knows of its environments. */
export interface KnownApp {
  /** Folder of the application. */
  readonly app: string;
  /** Keys that were left out or set, as `FILE: KEY`. */
  readonly leftOut: readonly string[];
}

/** Makes a copy of the application whose environments ask only for what the real provider has. */
export function knownApp(folder: string): KnownApp {
  const app = join(folder, "app");
  mkdirSync(app, { recursive: true });
  symlinkSync(join(PACKAGE_ROOT, "dist"), join(app, "dist"));
  const leftOut = FOLDERS.flatMap((name) => {
    const copy = join(app, name);
    cpSync(join(PACKAGE_ROOT, name), copy, { recursive: true });
    return readdirSync(copy, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".yaml"))
      .sort()
      .flatMap((file) => withoutUnknown(join(copy, file)).map((key) => `${name}/${file}: ${key}`));
  });
  return { app, leftOut };
}

/**
 * Takes out of a file what the real provider does not know, and what its simulator does not: it refuses routes to
 * endpoints of its own, with `InvalidVpcEndpointId.NotFound`. What it cannot do at all is in `examples/newer`, which the
 * real provider does not deploy: endpoints to service networks, to resource configurations and shares of others, and what
 * is looked up of existing hosted zones of other accounts.
 *
 * @returns the keys.
 */
function withoutUnknown(path: string): string[] {
  const document = parseDocument(readFileSync(path, "utf8"));
  const keys: string[] = [];
  visit(document, {
    Pair: (_, { key, value }, parents) => {
      // Something else may have the same name.
      if (isScalar(key) && key.value === "inspection" && isMap(value) && value.has("clientSubnets")) {
        value.set("routed", false);
        keys.push("inspection.routed: false");
      }
      if (isScalar(key) && isMap(value) && isFoundByTags(value)) {
        keys.push(String(key.value));
        return visit.REMOVE;
      }
      if (!isScalar(key) || !isLeftOut(String(key.value)) || !isMap(parents.at(-1))) return undefined;
      keys.push(String(key.value));
      return visit.REMOVE;
    },
  });
  if (keys.length > 0) writeFileSync(path, document.toString());
  return keys;
}

function isLeftOut(key: string): boolean {
  return UNKNOWN_KEYS.has(key) || NOT_SIMULATED_KEYS.has(key);
}

/** Whether something is a service in front of a load balancer that is found by its tags: the simulator has none with tags. */
function isFoundByTags(service: YAMLMap): boolean {
  const existing = service.getIn(["loadBalancer", "existing"]);
  return isMap(existing) && existing.items.some(({ value }) => isMap(value) && value.has("tags"));
}
