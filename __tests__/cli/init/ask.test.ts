import { readdirSync } from "node:fs";
import { initProject } from "../../../cli/init/project";
import { invocationOf } from "../../../cli/invocation";
import { loadEnvironments } from "../../../config/load";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { UNWATCHED } from "../../support/cli";
import { temporaryFolder } from "../../support/environments";

const CALLED = { env: {}, invocation: invocationOf({ env: {}, script: "x.js", cwd: PACKAGE_ROOT }) };

/** Runs `init` with these answers. @returns what it said and asked, and its folder. */
async function answered(answers: readonly string[], options: object = {}) {
  const dir = temporaryFolder();
  const said: string[] = [];
  const left = [...answers];
  const ask = async (question: string) => {
    said.push(question);
    return left.shift();
  };
  const work = initProject(
    { dir, environments: "environments", ...options },
    { out: (text) => said.push(text) },
    CALLED,
    UNWATCHED,
    ask,
  );
  return { dir, text: () => said.join(""), work, left };
}

test("what no option says is asked; an empty answer takes what is proposed", async () => {
  const { dir, work, text } = await answered(["1, customer", "", "eu-west-1", "none"]);
  expect(await work).toBe(0);
  expect(text()).toContain("CI: github, gitlab, atlantis, none [github]: ");
  expect(loadEnvironments(`${dir}/environments`).map(({ name, region }) => [name, region])).toEqual([
    ["customer", "eu-west-1"],
    ["vendor", "eu-west-1"],
  ]);
});

test("a wrong answer is told, and asked again", async () => {
  const { dir, work, text } = await answered([
    "5",
    "",
    "vendr",
    "2",
    "12",
    "222222222222",
    "mars",
    "",
    "travis",
    "none",
  ]);
  expect(await work).toBe(0);
  expect(text().match(/Expected some of 1 to 4/g)).toHaveLength(3);
  expect(text()).toContain("Expected an account id: 12 digits.");
  expect(text()).toContain("Expected a region of AWS");
  expect(text()).toContain("Expected one of github, gitlab, atlantis, none.");
  expect(loadEnvironments(`${dir}/environments`).map(({ name }) => name)).toEqual(["platform"]);
});

test("what options say is not asked", async () => {
  const { work, left } = await answered(["3"], { account: "222222222222", region: "us-west-2", ci: "none" });
  expect([await work, left]).toEqual([0, []]);
  const chosen = await answered(["unused"], { network: true, ci: "none" });
  expect([await chosen.work, chosen.left]).toEqual([0, ["unused"]]);
});

test("fails where the input ends, before or after the first answer, and writes nothing", async () => {
  await expect((await answered([])).work).rejects.toThrow("--vendor");
  const { dir, work } = await answered(["1", ""]);
  await expect(work).rejects.toThrow("the input ended");
  expect(readdirSync(dir)).toEqual([]);
});
