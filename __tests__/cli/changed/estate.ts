import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChangedFile } from "../../../pipeline/changed-file";
import { cli } from "../../support/cli";
import { CONSUMER, ENVIRONMENT, edit } from "../../support/environments";
import { scratchRepository } from "../../support/repository";

/** A consumer without a client, whose stack is quickly built. @param range second number of its range. */
export function consumer(range: number): string {
  return `${edit(CONSUMER, "10.20.0.0", `10.${range}.0.0`)}client: false\n`;
}

/** Files of two environments with a consumer each. */
export const FILES: Readonly<Record<string, string>> = {
  ".gitignore": "cdktf.out/\n",
  "environments/dev/environment.yaml": ENVIRONMENT,
  "environments/dev/consumers/web.yaml": consumer(20),
  "environments/prod/environment.yaml": ENVIRONMENT.replaceAll("10.10.", "10.11."),
  "environments/prod/consumers/web.yaml": consumer(21),
};

/** A repository with two environments, and what `changed` says of it. */
export function estate(files: Readonly<Record<string, string>> = FILES) {
  const repository = scratchRepository(files);
  const out = join(repository.root, "cdktf.out");
  const places = ["--environments", join(repository.root, "environments"), "--out", out];
  const changed = (...args: string[]) => cli(["changed", ...places, ...args], process.env);
  const file = (): ChangedFile => JSON.parse(readFileSync(join(out, "changed.json"), "utf8"));
  /** Stacks with how they changed, in the order of the file. @throws what was printed, where the command failed. */
  const since = async (...args: string[]) => {
    const { code, error } = await changed(...(args.length === 0 ? ["--base", "base"] : args));
    if (code !== 0) throw new Error(error);
    return file().stacks.map(({ name, change }) => `${change} ${name}`);
  };
  return { ...repository, out, places, changed, since, file };
}
