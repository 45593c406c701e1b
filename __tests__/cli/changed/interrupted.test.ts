import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { changedCommand } from "../../../cli/changed";
import { Interrupted } from "../../../cli/interrupt";
import { invocationOf } from "../../../cli/invocation";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { rejected } from "../../support/rejected";
import { consumer, estate } from "./estate";

const invocation = invocationOf({ env: {}, script: `${PACKAGE_ROOT}/x.js`, cwd: PACKAGE_ROOT });
const SILENT = { out: () => undefined, error: () => undefined };

test.each(["reading consumers of the earlier commit", "building stacks of the earlier commit"])(
  "Ctrl-C while %s leaves no worktree, no folder and no file behind",
  async (phase) => {
    const { root, out, git, write, since } = estate();
    await since();
    expect(existsSync(join(out, "changed.json"))).toBe(true);
    write("environments/dev/consumers/web.yaml", consumer(50));
    const controller = new AbortController();
    let worktree = "";
    const work = {
      signal: controller.signal,
      onProgress: (found: string) => {
        if (found !== phase) return;
        worktree = git("worktree", "list", "--porcelain").match(/^worktree (.*privatelink-changed-.*)$/m)?.[1] ?? "";
        controller.abort();
      },
    };
    const options = { environments: join(root, "environments"), out, base: "base", shards: 1, format: "text" } as const;
    const error = await rejected(changedCommand(options, SILENT, { env: process.env, invocation }, work));
    expect(error).toBeInstanceOf(Interrupted);
    expect(error.message).toBe(`Interrupted. The stacks in ${out} are written; what changed is not.`);
    expect([worktree, existsSync(dirname(worktree))]).toEqual([expect.stringMatching(/tree$/), false]);
    expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
    // What an earlier comparison wrote is not of the stacks that are there now.
    expect(existsSync(join(out, "changed.json"))).toBe(false);
  },
);
