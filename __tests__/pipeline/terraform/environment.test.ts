import { existsSync } from "node:fs";
import { join } from "node:path";
import { terraformEnvironment } from "../../../pipeline/terraform/environment";
import { folderOf, temporaryFolder } from "../../support/environments";

test("without a cache of providers of the user's own, there is one", () => {
  const HOME = temporaryFolder();
  const { TF_PLUGIN_CACHE_DIR = "" } = terraformEnvironment({ HOME });
  expect(TF_PLUGIN_CACHE_DIR.startsWith(HOME)).toBe(true);
  expect(existsSync(TF_PLUGIN_CACHE_DIR)).toBe(true);
});

test.each([
  ["a variable", { TF_PLUGIN_CACHE_DIR: "/mine" }, {}],
  ["their own file", {}, { ".terraformrc": 'plugin_cache_dir = "/mine"\n' }],
  ["OpenTofu's own file", {}, { ".tofurc": 'plugin_cache_dir = "/mine"\n' }],
  ["another file", { TF_CLI_CONFIG_FILE: "rc" }, { rc: "provider_installation {\n}\n" }],
])("a cache that the user names by %s stays", (_, variables, files) => {
  const HOME = folderOf(files);
  const file = "TF_CLI_CONFIG_FILE" in variables ? { TF_CLI_CONFIG_FILE: join(HOME, "rc") } : {};
  const env = { HOME, ...variables, ...file };
  expect(terraformEnvironment(env)).toEqual(env);
});

test.each([
  [{ TF_WORKSPACE: "blue" }, 'found "blue"'],
  [{ TF_DATA_DIR: "/tmp/data" }, 'found "/tmp/data"'],
  [{ TF_CLI_ARGS_plan: "-parallelism=30 -target=aws_vpc.a" }, "found -target=aws_vpc.a"],
  [{ TF_CLI_ARGS: "-refresh=false" }, "found -refresh=false"],
  [{ TF_CLI_ARGS_init: "-backend-config=key=other" }, "found -backend-config=key=other"],
  [{ TF_CLI_ARGS_state: "-state=x" }, "found -state=x"],
])("refuses %j, which changes what is planned", (env, expected) => {
  expect(() => terraformEnvironment({ HOME: temporaryFolder(), ...env })).toThrow(expected);
});

test("logs, which hold what is sent to AWS, go to a file or nowhere", () => {
  const HOME = temporaryFolder();
  expect(terraformEnvironment({ HOME, TF_LOG: "TRACE", TF_CLI_ARGS_plan: "-lock-timeout=5m" })).not.toHaveProperty(
    "TF_LOG",
  );
  expect(terraformEnvironment({ HOME, TF_LOG: "TRACE", TF_LOG_PATH: "/log" })).toHaveProperty("TF_LOG", "TRACE");
});
