import { isDeepStrictEqual } from "node:util";
import type { ChangedFile } from "../../pipeline/changed-file";
import { CouldNotJudge } from "../../policies/checker/could-not-judge";
import { entryWords } from "../../policies/checker/entry-words";
import { DEFAULT_DATA, readPolicyData } from "../../policies/checker/policy-data";
import { type PolicyConfig, policyDataSchema } from "../../policies/checker/policy-data-schema";
import type { Report } from "../../policies/checker/report/report-schema";
import { listed } from "../../support/listed";
import type { PolicySetting } from "../review-file";
import { changedSince } from "./changed-since";

/** What the policy data of a report sets. */
export interface PolicySettings {
  /** Those that are not the default, by their names. */
  readonly settings: readonly PolicySetting[];
  /** Files of policy data that differ from the commit that the change is compared with. */
  readonly changed: readonly string[];
  /** Why they are not known; a sentence. */
  readonly unread?: string;
}

/**
 * Settings of the policy data that a report names, as the files have them now.
 *
 * @param report of the policies. @default - there are no settings
 * @param base that the change is compared with. @default - no file differs
 */
export function policySettings(report: Report | undefined, base: ChangedFile["base"] | undefined): PolicySettings {
  if (report === undefined) return { settings: [], changed: [] };
  const files = [...new Set([...report.data.files, DEFAULT_DATA])];
  return { changed: base?.from === "commit" ? changedSince(base.commit, files) : [], ...settingsOf(report) };
}

function settingsOf(report: Report): Pick<PolicySettings, "settings" | "unread"> {
  // Where nothing was judged, the reason is told.
  if (report.data.files.length === 0 || report.problem !== null) return { settings: [] };
  try {
    const { config } = readPolicyData(report.data.files, report.data.now);
    const defaults = new Map<string, unknown>(Object.entries(policyDataSchema.parse({}).config));
    const settings = Object.entries(config)
      .filter(([name, value]) => !isDeepStrictEqual(value, defaults.get(name)))
      .map(([name, value]) => ({ name, entries: entriesOf(value) }));
    return { settings };
  } catch (error) {
    if (!(error instanceof CouldNotJudge)) throw error;
    const files = listed(report.data.files);
    const fix = "Give the files that the policies read, under these names.";
    return { settings: [], unread: `The policy data cannot be read here: ${files}. ${fix}` };
  }
}

function entriesOf(value: PolicyConfig[keyof PolicyConfig]): string[] {
  if (!Array.isArray(value)) return [String(value)];
  return value.map(entryWords);
}
