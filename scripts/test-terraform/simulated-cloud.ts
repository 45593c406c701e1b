import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import type { Processes } from "./processes";
import { Terraform } from "./terraform";

/**
 * Why nothing may be planned or applied: the provider is not known to be the stand-in, whose cloud is a file. Undefined
 * when it is. Nothing here ever deploys into a real cloud, so this asks for all of: the variables that the stand-in's
 * setup exports, a provider installation out of its own folder and from nowhere else, and the proof.
 *
 * The proof: a provider that takes the access key `000000000042` for an account of that number. AWS would refuse the key.
 */
export async function simulatedCloudProblem(processes: Processes, folder: string): Promise<string | undefined> {
  const { TFSTANDIN_CACHE, TF_CLI_CONFIG_FILE } = process.env;
  if (!TFSTANDIN_CACHE || !TF_CLI_CONFIG_FILE)
    return "the AWS provider is not the stand-in with a simulated cloud (TFSTANDIN_CACHE and TF_CLI_CONFIG_FILE are not set), and this never touches a real cloud";
  const own = resolve(TFSTANDIN_CACHE) + sep;
  const configuration = configurationOf(TF_CLI_CONFIG_FILE);
  const mirrors = [...configuration.matchAll(/\bpath\s*=\s*"([^"]*)"/g)].map(([, path]) => resolve(path ?? ""));
  if (
    !resolve(TF_CLI_CONFIG_FILE).startsWith(own) ||
    !/\bfilesystem_mirror\s*\{/.test(configuration) ||
    /\b(direct|network_mirror|dev_overrides)\b/.test(configuration) ||
    mirrors.length === 0 ||
    mirrors.some((path) => !path.startsWith(own))
  )
    return `the configuration in TF_CLI_CONFIG_FILE can install providers from elsewhere than TFSTANDIN_CACHE, and this never touches a real cloud`;
  return proofProblem(processes, folder);
}

function configurationOf(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\s*(#|\/\/).*$/gm, "");
  } catch {
    return "";
  }
}

const PROBE_ACCOUNT = "000000000042";

async function proofProblem(processes: Processes, folder: string): Promise<string | undefined> {
  const probe = join(folder, "probe");
  mkdirSync(probe, { recursive: true });
  const configuration = {
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
    provider: { aws: { region: "us-east-1", access_key: PROBE_ACCOUNT, secret_key: "probe", max_retries: 1 } },
    data: { aws_caller_identity: { who: {} } },
    output: { account: { value: "${data.aws_caller_identity.who.account_id}" } },
  };
  writeFileSync(join(probe, "main.tf.json"), JSON.stringify(configuration));
  const terraform = new Terraform(processes, cleanEnvironment(folder));
  const init = await terraform.run(probe, "init", "-input=false", "-no-color");
  const plan = await terraform.run(probe, "plan", "-input=false", "-no-color");
  return init.code === 0 && plan.code === 0 && plan.stdout.includes(`"${PROBE_ACCOUNT}"`)
    ? undefined
    : `the AWS provider did not show that it is the stand-in with a simulated cloud, and this never touches a real cloud:\n${init.output}${plan.output}`;
}

/**
 * The user's environment without what would reach their cloud, or change what Terraform does: their credentials,
 * profiles and endpoints of AWS, their arguments, variables and plugins of Terraform.
 */
export function cleanEnvironment(folder: string): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env))
    if (/^(AWS_|TF_VAR_|TF_CLI_ARGS|TF_WORKSPACE$|TF_DATA_DIR$|TF_PLUGIN_CACHE_DIR$|TF_REATTACH_PROVIDERS$)/.test(name))
      delete env[name];
  const empty = join(folder, "empty");
  writeFileSync(empty, "");
  return {
    ...env,
    AWS_CONFIG_FILE: empty,
    AWS_SHARED_CREDENTIALS_FILE: empty,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ACCESS_KEY_ID: "simulated",
    AWS_SECRET_ACCESS_KEY: "simulated",
    TFSTANDIN_WORLD: join(folder, "world.json"),
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    // Terraform and providers live for seconds: collecting their garbage often costs more time than it saves memory.
    GOGC: "800",
  };
}

/** What the simulated cloud holds, by account, region, type and id. */
interface World {
  readonly objects: Readonly<Record<string, { readonly type: string; readonly id: string; readonly attrs: object }>>;
}

/** Attributes of things in the simulated cloud, by their ids. What is not there has none. */
export function attributesInCloud(folder: string, ids: readonly string[]): Readonly<Record<string, object>> {
  const world: World = JSON.parse(readFileSync(join(folder, "world.json"), "utf8"));
  const found = Object.values(world.objects).filter(({ id }) => ids.includes(id));
  return Object.fromEntries(found.map(({ id, attrs }) => [id, attrs]));
}

/**
 * Changes something in the simulated cloud behind Terraform's back, as AWS or a person would.
 *
 * @param folder folder of the trial.
 * @param attributes attributes that it has from now on.
 */
export function changeInCloud(folder: string, type: string, id: string, attributes: object): void {
  const path = join(folder, "world.json");
  const world: World = JSON.parse(readFileSync(path, "utf8"));
  const found = Object.values(world.objects).find((each) => each.type === type && each.id === id);
  if (!found) throw new Error(`no ${type} ${id} in the simulated cloud`);
  Object.assign(found.attrs, attributes);
  writeFileSync(path, JSON.stringify(world));
}
