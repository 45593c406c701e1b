import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, parseDocument, visit, type YAMLMap } from "yaml";
import { PACKAGE_ROOT } from "../../../support/package-root";

/** Why a key is left out of the copies, by key. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  encryptionControl: "version 5.100.0 of the provider has no aws_vpc_encryption_control, which came with 6.23",
  additionalSecurityGroupIds: "the simulator does not have the security groups that exist in the VPCs of consumers",
};

const NOT_ROUTED = "the simulator refuses routes to endpoints (InvalidVpcEndpointId.NotFound)";
const FOUND_BY_TAGS = "the simulator has no load balancer with the tags that the service finds one by";

/** A key of the copies that differs from the original. */
export interface LeftOut {
  /** The key, as `FILE: KEY`, or `FILE: KEY: VALUE` if it was set. */
  readonly key: string;
  /** What the provider or its simulator lacks. */
  readonly reason: string;
}

/** The application with what the real provider and its simulator know of its environments. */
export interface KnownApp {
  /** Folder of the application. */
  readonly app: string;
  /** Keys that were left out or set, with the reason for each. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Makes a copy of the application whose environments ask only for what the real provider and its simulator have.
 *
 * @param examples names of the folders under `examples/` that the copy has beside the shipped environments.
 */
export function knownApp(folder: string, examples: readonly string[]): KnownApp {
  const app = join(folder, "app");
  mkdirSync(app, { recursive: true });
  symlinkSync(join(PACKAGE_ROOT, "dist"), join(app, "dist"));
  const leftOut = ["environments", ...examples.map((name) => `examples/${name}`)].flatMap((name) => {
    const copy = join(app, name);
    cpSync(join(PACKAGE_ROOT, name), copy, { recursive: true });
    return readdirSync(copy, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".yaml"))
      .sort()
      .flatMap((file) =>
        withoutUnknown(join(copy, file)).map((each) => ({ ...each, key: `${name}/${file}: ${each.key}` })),
      );
  });
  return { app, leftOut };
}

/**
 * Takes out of a file what the real provider or its simulator lacks. What they cannot do at all is in `examples/newer`,
 * which the real provider does not deploy: endpoints to service networks, to resource configurations and shares of
 * others, and what is looked up of existing hosted zones of other accounts.
 *
 * @returns the keys, with the reason for each.
 */
function withoutUnknown(path: string): LeftOut[] {
  const document = parseDocument(readFileSync(path, "utf8"));
  const leftOut: LeftOut[] = [];
  visit(document, {
    Pair: (_, { key, value }, parents) => {
      if (!isScalar(key)) return undefined;
      const name = String(key.value);
      // Something else may have the same name.
      if (name === "inspection" && isMap(value) && value.has("clientSubnets")) {
        value.set("routed", false);
        leftOut.push({ key: "inspection.routed: false", reason: NOT_ROUTED });
      }
      const reason = reasonToRemove(name, value, parents.at(-1));
      if (reason === undefined) return undefined;
      leftOut.push({ key: name, reason });
      return visit.REMOVE;
    },
  });
  if (leftOut.length > 0) writeFileSync(path, document.toString());
  return leftOut;
}

/** Why a key is removed. @returns `undefined` if it is kept. */
function reasonToRemove(name: string, value: unknown, parent: unknown): string | undefined {
  if (isMap(value) && isFoundByTags(value)) return FOUND_BY_TAGS;
  return isMap(parent) && Object.hasOwn(LEFT_OUT, name) ? LEFT_OUT[name] : undefined;
}

/** Whether something is a service in front of a load balancer that is found by its tags. */
function isFoundByTags(service: YAMLMap): boolean {
  const existing = service.getIn(["loadBalancer", "existing"]);
  return isMap(existing) && existing.items.some(({ value }) => isMap(value) && value.has("tags"));
}
