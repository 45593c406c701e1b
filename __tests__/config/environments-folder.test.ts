import { join } from "node:path";
import { environmentNames } from "../../config/environments-folder";
import { UserError } from "../../support/user-error";
import { ENVIRONMENT, folderOf } from "../support/environments";

function messageOf(folder: string, names?: readonly string[]): string {
  try {
    environmentNames(folder, names);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "";
}

test("names the environments, in order, and those that are wanted", () => {
  const folder = folderOf({
    "b/environment.yaml": ENVIRONMENT,
    "a/environment.yaml": ENVIRONMENT,
    ".git/x": "",
    x: "",
  });
  expect(environmentNames(folder)).toEqual(["a", "b"]);
  expect(environmentNames(folder, ["b"])).toEqual(["b"]);
});

describe("fails on one environment in place of their folder", () => {
  const folder = folderOf({ "my envs/dev/environment.yaml": ENVIRONMENT, "my envs/dev/consumers/web.yaml": "" });
  const command = `--environments '${folder}/my envs' --env dev`;

  test.each([
    ["its folder", "my envs/dev", "is in it"],
    ["its folder, with a slash", "my envs/dev/", "is in it"],
    ["its file", "my envs/dev/environment.yaml", "is its file"],
  ])("%s", (_, path, found) => {
    const message = messageOf(`${folder}/${path}`);
    expect(message).toContain("expected the folder that holds the environments; found one environment");
    expect(message).toContain(found);
    expect(message).toContain(`Write \`${command}\``);
    expect(message).toContain(`PRIVATELINK_ENVIRONMENTS_DIR='${folder}/my envs' PRIVATELINK_ENVIRONMENTS=dev`);
  });
});

test("a relative folder stays relative", () => {
  expect(messageOf("environments/dev")).toContain("--environments environments --env dev");
  expect(messageOf("./examples/provider/../../environments/prod")).toContain("--environments environments --env prod");
});

test("a stray environment.yaml beside environments does not make their folder one environment", () => {
  const folder = folderOf({ "environment.yaml": ENVIRONMENT, "dev/environment.yaml": ENVIRONMENT });
  expect(environmentNames(folder)).toEqual(["dev"]);
});

test("fails on a file, and on a folder that is not there or empty", () => {
  const folder = folderOf({ x: "" });
  expect(messageOf(join(folder, "x"))).toContain("expected a folder of environments; found a file");
  expect(messageOf(join(folder, "y"))).toContain(
    "expected a folder of environments; found none. Give it with --environments",
  );
  expect(messageOf(folder)).toContain(
    "expected a folder for each environment, with environment.yaml in it; found none",
  );
});

test("fails on an unknown name, and lists those that there are", () => {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, "prod/environment.yaml": ENVIRONMENT });
  expect(messageOf(folder, ["prd"])).toBe(
    `No such environment in ${folder}:\n  - prd: did you mean prod?\nThere are: dev, prod.`,
  );
});
