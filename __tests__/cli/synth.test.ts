import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileList } from "../../cli/synth";
import { recordsFile } from "../../support/records";
import { repository } from "../config/history/repository";
import { cli } from "../support/cli";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf } from "../support/environments";

const paths = Array.from({ length: 3000 }, (_, index) => `out/stacks/s${index}/cdk.tf.json`);

test("a program gets every file", () => {
  expect(fileList(paths, false)).toBe(`${paths.join("\n")}\n`);
});

test("a terminal gets the first ones and the number of the rest", () => {
  const lines = fileList(paths, true).trim().split("\n");
  expect(lines).toHaveLength(41);
  expect(lines.at(-1)).toBe("and 2960 more files");
  expect(fileList(paths.slice(0, 40), true)).toBe(fileList(paths.slice(0, 40), false));
});

describe("what is read is kept for the next run", () => {
  let folder: string;
  const web = () => join(folder, "environments/dev/consumers/web.yaml");
  const records = () => recordsFile(join(folder, "out"), "files");
  const run = () => cli(["synth", "--environments", join(folder, "environments"), "--out", join(folder, "out")]);

  beforeEach(() => {
    folder = folderOf({
      "environments/dev/environment.yaml": ENVIRONMENT,
      "environments/dev/consumers/web.yaml": `${CONSUMER}client: false\n`,
    });
  });

  test("by the first run, once there is an output folder", async () => {
    writeFileSync(web(), "account: 1\n");
    expect((await run()).code).toBe(1);
    expect(existsSync(join(folder, "out"))).toBe(false);
    writeFileSync(web(), CONSUMER);
    expect((await run()).code).toBe(0);
    expect(readFileSync(records(), "utf8")).toContain("10.20.0.0/20");
  });

  test("by each later run, also where something is wrong", async () => {
    await run();
    writeFileSync(web(), edit(CONSUMER, "10.20.0.0/20", "10.30.0.0/20"));
    expect((await run()).code).toBe(0);
    const kept = readFileSync(records(), "utf8");
    expect(kept).toContain("10.30.0.0/20");
    expect(kept).not.toContain("10.20.0.0/20");
    writeFileSync(web(), edit(CONSUMER, "10.20.0.0/20", "10.40.0.0/20"));
    writeFileSync(join(folder, "environments/dev/consumers/bad.yaml"), "account: 1\n");
    expect((await run()).code).toBe(1);
    expect(readFileSync(records(), "utf8")).toContain("10.40.0.0/20");
  });
});

test("with --base, a note on standard error tells which endpoint is gone", async () => {
  const { folder, write } = repository({ "dev/consumers/web.yaml": `${CONSUMER}client: false\n` });
  write("dev/consumers/globex.yaml", EXTERNAL.replace(/ +endpointId.*\n/, "").replace("888888888888", "888888888889"));
  const out = ["--out", join(folder, "../out")];
  const { error, code } = await cli(["synth", "--environments", folder, "--base", "base", ...out]);
  expect([code, error]).toEqual([
    0,
    expect.stringMatching(/^note: .*globex\.yaml: vpce-0123456789abcdef9 is no longer/),
  ]);
});

test("fails with 2 on a commit that there is not: nothing can be said of the states", async () => {
  const { folder } = repository({});
  const { error, code } = await cli(["synth", "--environments", folder, "--base", "mian"]);
  expect([code, error]).toEqual([2, expect.stringContaining('found "mian"')]);
});
