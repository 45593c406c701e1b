import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { EnvironmentError } from "../config/problem";
import { read } from "../config/read-draft";
import { YamlFile } from "../config/yaml-file";
import { BRANCH_PATTERN, MOST_SHARDS } from "./init-limits";

/** Path of the file with the settings of `privatelink init`, from the root of the repository. */
export const INIT_FILE = ".privatelink/init.yaml";

/** Longest session of a role, in seconds: AWS allows 12 hours. */
const LONGEST_SESSION = 43_200;

const MINUTES_A_JOB = 720;
const SECONDS_A_MINUTE = 60;

/** Schema of {@link INIT_FILE}. */
export const initFileSchema = z.strictObject({
  branch: z
    .string()
    .regex(BRANCH_PATTERN, { error: "a branch of letters, digits, `.`, `_`, `-` and `/`, such as main" })
    .optional()
    .describe("Branch that is deployed. GitLab takes its default branch. Default: main."),
  shards: z
    .int()
    .min(1)
    .max(MOST_SHARDS)
    .optional()
    .describe("Most jobs that plan a change. Default: 8 with GitHub, one for each environment with GitLab."),
  runner: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]*$/, { error: "a label of letters, digits, `.`, `_` and `-`, such as ubuntu-24.04" })
    .optional()
    .describe("Label of the runners: `runs-on` of GitHub, a tag of GitLab. Default: ubuntu-24.04; no tag."),
  timeoutMinutes: z
    .int()
    .min(5)
    .max(MINUTES_A_JOB)
    .default(55)
    .describe("Minutes after which a job that runs Terraform ends. Less than the session of its role. Default: 55."),
  sessionSeconds: z
    .int()
    .min(900)
    .max(LONGEST_SESSION)
    .default(3600)
    .describe("Seconds that GitHub's credentials of a role hold, at most the role's longest session. Default: 3600."),
  driftSchedule: z
    .string()
    .regex(/^[\d*,/-]+( [\d*,/-]+){4}$/, { error: "a schedule of cron with five fields, such as 23 4 * * *" })
    .default("23 4 * * *")
    .describe("When GitHub looks for drift, in UTC. Default: 23 4 * * *."),
  destroyed: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "the name of an environment" }))
    .default([])
    .describe("Environments that are no longer declared, and whose stacks somebody has destroyed. Default: none."),
});

/** Settings of `privatelink init`. */
export type InitFile = z.output<typeof initFileSchema>;

/**
 * Reads the settings that a repository keeps for `privatelink init`.
 *
 * @param root of the repository.
 * @returns the settings; the defaults where there is no file.
 * @throws UserError where the file cannot be read, is no YAML, or has what is not expected.
 */
export function readInitFile(root: string): InitFile {
  const path = join(root, INIT_FILE);
  if (!existsSync(path)) return initFileSchema.parse({});
  const file = YamlFile.read(path);
  if (!(file instanceof YamlFile)) throw new EnvironmentError([file]);
  const { value, problems } = read(file, initFileSchema);
  const all = value === undefined ? problems : [...problems, ...sessionProblems(file, value)];
  if (value === undefined || all.length > 0) throw new EnvironmentError(all);
  return value;
}

/** Terraform must be told to stop before its credentials end. */
function sessionProblems(file: YamlFile, { timeoutMinutes, sessionSeconds }: InitFile) {
  if (timeoutMinutes * SECONDS_A_MINUTE < sessionSeconds) return [];
  return [
    file.problemAt(
      ["timeoutMinutes"],
      `fewer minutes than the session of the role has (sessionSeconds: ${sessionSeconds})`,
      "raise sessionSeconds, and the longest session of the role",
      String(timeoutMinutes),
    ),
  ];
}
