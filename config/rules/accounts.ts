import { listed } from "../../support/listed";
import type { EnvironmentDraft } from "../draft";
import { asMapping } from "../fields";
import type { Problem } from "../problem";
import { type FilePlace, foundTwice } from "../twice";
import type { Rule } from "./rule";

/** Accounts that a report names before it counts the rest. */
const LISTED = 20;

/** What is set for whole accounts is of accounts that the environment builds something in. */
export const accountRule: Rule = (environment) => {
  const own = accountsBuiltIn(environment);
  const isOwn = new Set(own);
  const { file } = environment;
  return Object.keys(asMapping(file.valueAt(["accounts"])))
    .filter((account) => /^\d{12}$/.test(account) && own !== undefined && !isOwn.has(account))
    .map((account) =>
      file.problemAtKey(
        ["accounts", account],
        `an account that this environment builds something in: ${listed(own ?? [], LISTED) || "there is none yet"}`,
        "take it out, or correct the number",
      ),
    );
};

/** Accounts that an environment builds something in; undefined where one could not be read. */
function accountsBuiltIn(environment: EnvironmentDraft): string[] | undefined {
  const { services, resources, appliances, records } = environment;
  if (!services || !resources || !appliances) return undefined;
  const offered = [services, resources, appliances].flatMap((all) => [...all.values()]);
  // The stacks of a revoked consumer may still be there.
  const built = [...offered, ...records.filter(({ external }) => !external)];
  const accounts = built.map(({ account }) => account);
  return accounts.includes(undefined) ? undefined : [...new Set(accounts as string[])].sort();
}

/** An account and region has one setting: no two environments declare it, since the later deploy would undo the other's. */
export function sameAccountProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, FilePlace>();
  return environments.flatMap(({ file, region }) =>
    Object.keys(asMapping(file.valueAt(["accounts"]))).flatMap((account) => {
      const key = `${account} ${region}`;
      const other = seen.get(key);
      const place = { file, path: ["accounts", account] };
      seen.set(key, other ?? place);
      return other === undefined
        ? []
        : [
            file.problemAtKey(
              place.path,
              `an account that no other environment of ${region} sets something for: ${other.file.name} does`,
              "keep it in one of the two",
              foundTwice(account, [other, place]),
            ),
          ];
    }),
  );
}
