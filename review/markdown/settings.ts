import { counted } from "../../support/counted";
import { code } from "../../support/markdown";
import type { Review } from "../review-file";

/** Entries of a setting, and characters of one, before the rest is left to `--format json`. */
const ENTRIES = 12;
const LENGTH = 200;

/** Files of policy data that the change changes, then settings that are not the default, with their entries. */
export function settingParts({
  settings,
  changed_data,
  base,
}: Pick<Review, "settings" | "changed_data" | "base">): string[] {
  const from = base?.from === "commit" ? ` from ${code(short(base.ref))}` : "";
  const changed = changed_data.map((file) => `\n- ⚠️ ${code(short(file))} differs${from}`);
  const parts = settings.map(({ name, entries }) => {
    const rest = entries.length - ENTRIES;
    const first = entries.slice(0, ENTRIES).map((entry) => code(short(entry)));
    return `\n- ${code(name)}: ${first.length === 0 ? "none" : first.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  });
  return [...changed, ...parts];
}

/** How many there are, in a line. */
export function settingsTitle({ settings, changed_data }: Review): string {
  const changed = changed_data.length === 0 ? "" : "⚠️ The policy data is changed. ";
  const { length } = settings;
  return `${changed}${counted(length, "setting")} of the policy data ${length === 1 ? "is" : "are"} not the default`;
}

function short(text: string): string {
  return text.length <= LENGTH ? text : `${text.slice(0, LENGTH).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
