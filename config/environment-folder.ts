import { join } from "node:path";
import { STACK_ROLES } from "../modules/aws/marks";
import { ENVIRONMENT_FILE } from "./environments-folder";
import { KEY_EXPECTATION, KEY_PATTERN } from "./fields";
import { type FolderOfFiles, fileProblem, isAside } from "./folder-files";
import { nearest } from "./nearest";
import type { Problem } from "./problem";
import { TABLES } from "./tables/read-table";

/** Folder with a file for each consumer, and tables of external ones. */
export const CONSUMERS: FolderOfFiles = {
  folder: "consumers",
  noun: "consumer",
  extension: ".yaml",
  tables: TABLES,
};

/** Folder with the cards of somebody else's services. */
export const CARDS: FolderOfFiles = { folder: "cards", noun: "card", extension: ".json" };

const KNOWN_ENTRIES = [ENVIRONMENT_FILE, CONSUMERS.folder, CARDS.folder];

/** What is wrong with an environment as a folder: its entries, and its name. @param entries names in it. */
export function folderProblems(folder: string, name: string, entries: readonly string[]): Problem[] {
  const problems = strays(folder, entries);
  if (!entries.includes(ENVIRONMENT_FILE))
    return entries.some((entry) => renameFor(entry, entries) === ENVIRONMENT_FILE)
      ? problems
      : [
          ...problems,
          fileProblem(
            folder,
            `${ENVIRONMENT_FILE} in every folder of an environment`,
            entries.join(", ") || "an empty folder",
            `add ${ENVIRONMENT_FILE}, or move the folder away`,
          ),
        ];
  const expected = environmentNameProblem(name);
  return expected === undefined ? problems : [...problems, fileProblem(folder, expected, name, "rename the folder")];
}

/**
 * What is in the folder of an environment and is read by nobody: a consumer in the wrong place would be one left out.
 */
function strays(folder: string, entries: readonly string[]): Problem[] {
  return entries
    .filter((entry) => !KNOWN_ENTRIES.includes(entry) && !isAside(entry))
    .map((entry) => {
      const similar = renameFor(entry, entries);
      const instead = insteadOf(entry);
      return fileProblem(
        join(folder, entry),
        `${ENVIRONMENT_FILE} and the folders ${CONSUMERS.folder} and ${CARDS.folder} alone`,
        entry,
        similar === undefined ? instead : `rename it to ${similar}`,
      );
    });
}

/** What to do with a stray entry that is no misspelt one. */
function insteadOf(entry: string): string {
  if (/\.ya?ml$/.test(entry))
    return `move it to ${CONSUMERS.folder}/${entry.replace(/yml$/, "yaml")} if it is a consumer, else away`;
  if (TABLES.some((each) => entry.endsWith(each)))
    return `move it to ${CONSUMERS.folder}/${entry} if it is a table of consumers, else away`;
  if (entry.endsWith(CARDS.extension)) return `move it to ${CARDS.folder}/${entry} if it is a service card, else away`;
  return "move it away";
}

/** The name that a stray entry was meant to have, where nothing has it yet. */
function renameFor(entry: string, entries: readonly string[]): string | undefined {
  const missing = KNOWN_ENTRIES.filter((known) => !entries.includes(known));
  const isFile = /\.ya?ml$/i.test(entry);
  return missing.find((known) => known.endsWith(".yaml") === isFile && nearest(entry, [known]) !== undefined);
}

/** Why a folder's name cannot be that of an environment, as what was expected instead; undefined when it can. */
function environmentNameProblem(name: string): string | undefined {
  // They part the names of stacks: `<environment>-consumer-<consumer>`.
  if (!KEY_PATTERN.test(name) || name.split("-").some((word) => STACK_ROLES.some((role) => role === word)))
    return `${KEY_EXPECTATION}, without the words ${STACK_ROLES.join(", ")}`;
  // What is made takes names that begin with the environment's and a hyphen.
  return ["internal", "sg"].includes(name.split("-")[0] ?? "")
    ? "a name that does not begin with internal (load balancers keep it for themselves) or sg (security groups do)"
    : undefined;
}
