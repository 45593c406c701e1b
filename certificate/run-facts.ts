import { readManifest } from "../policies/checker/manifest";
import type { PolicyData } from "../policies/checker/policy-data";
import { policyDataSchema } from "../policies/checker/policy-data-schema";
import { readFile } from "../policies/checker/read-file";
import type { Report } from "../policies/checker/report/report-schema";
import { readRules } from "../policies/checker/rules";
import { PACKAGE_ROOT } from "../support/package-root";
import { sha256 } from "../support/sha256";
import type { RunFacts } from "./build-certificate";
import { stackHeads } from "./stack-heads";

/**
 * What is the same for all certificates of a run.
 *
 * @param folder output folder of the synthesis.
 * @param version of the program.
 */
export function runFacts(report: Report, data: PolicyData, folder: string, version: string): RunFacts {
  return {
    date: report.data.now,
    headOf: stackHeads(folder),
    program: { name: "privatelink", version },
    policy: {
      ...report.policy,
      data: data.files.map((file) => ({ file, sha256: sha256(readFile(file)) })),
      settings: settingsOf(data),
      status: report.data.status.map(({ file, generated_at }) => ({
        file,
        sha256: sha256(readFile(file)),
        generated_at,
      })),
    },
    config: data.config,
    rules: readRules(PACKAGE_ROOT),
    sources: readManifest(PACKAGE_ROOT).sources,
  };
}

/** What the policy data sets, other than the defaults. */
function settingsOf({ config }: PolicyData): Record<string, unknown> {
  const defaults: Readonly<Record<string, unknown>> = policyDataSchema.parse({}).config;
  return Object.fromEntries(
    Object.entries(config).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name])),
  );
}
