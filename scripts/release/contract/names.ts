import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readRules } from "../../../policies/checker/rules";
import { type Facts, sorted } from "./contract";

/** Rules of the policies, with their severity and the settings that loosen them. */
export function policyRules(root: string): Facts {
  return sorted(readRules(root).map(({ id, severity }) => [id, severity] as const));
}

/** Folders of compiled code that no user runs. */
const NOT_SHIPPED = /^(scripts|benchmarks)\//;

/** Variables of the environment that the program reads, from the names in the compiled code. */
export function environmentVariables(root: string): Facts {
  const dist = join(root, "dist");
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".js") && !NOT_SHIPPED.test(path),
  );
  const names = files.flatMap((path) => readFileSync(join(dist, path), "utf8").match(/\bPRIVATELINK_[A-Z_]+\b/g) ?? []);
  return sorted(names.map((name) => [name, ""] as const));
}

const packageSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  engines: z.record(z.string(), z.string()),
  peerDependencies: z.record(z.string(), z.string()),
  exports: z.record(z.string(), z.unknown()),
  bin: z.record(z.string(), z.string()),
});

/** Fields of package.json that decide where the package can be installed, and what of it can be imported and run. */
export function packageFields(root: string): Facts {
  const { type, engines, peerDependencies, exports, bin } = packageSchema.parse(
    JSON.parse(readFileSync(join(root, "package.json"), "utf8")),
  );
  return sorted([
    ["type", type],
    ...Object.entries(engines).map(([name, range]) => [`engine ${name}`, range] as const),
    ...Object.entries(peerDependencies).map(([name, range]) => [`peer ${name}`, range] as const),
    ...Object.keys(exports).map((path) => [`import ${path}`, ""] as const),
    ...Object.keys(bin).map((name) => [`program ${name}`, ""] as const),
  ]);
}
