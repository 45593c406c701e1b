import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "../../support/make-folder";
import { UserError } from "../../support/user-error";

/** Arguments that change how a command does its work, and not what it plans or applies. */
const HARMLESS = /^-{1,2}(parallelism|lock-timeout|compact-warnings|no-color|concise)(=.*)?$/;

/**
 * The variables that Terraform runs with: the user's own, with a cache of providers where they have none.
 *
 * @throws UserError where a variable would change what is planned, or for which states.
 */
export function terraformEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  refuseArguments(env);
  const { TF_WORKSPACE, TF_DATA_DIR } = env;
  if (TF_WORKSPACE !== undefined && !["", "default"].includes(TF_WORKSPACE))
    throw new UserError(
      "TF_WORKSPACE: expected no workspace, because stacks read each other's states in the default one; " +
        `found "${TF_WORKSPACE}". Unset it.`,
    );
  if (TF_DATA_DIR)
    throw new UserError(
      `TF_DATA_DIR: expected none, because each stack has its own; found "${TF_DATA_DIR}". Unset it.`,
    );
  const { TF_LOG: _log, TF_LOG_CORE: _core, TF_LOG_PROVIDER: _provider, ...rest } = env;
  // Logs hold what is sent to AWS, sensitive values among it. Standard error is kept with the plans: not them.
  const own = env.TF_LOG_PATH ? env : rest;
  const cache = hasCache(env) ? undefined : cacheFolder(env);
  return cache === undefined ? own : { ...own, TF_PLUGIN_CACHE_DIR: cache };
}

function refuseArguments(env: NodeJS.ProcessEnv): void {
  for (const [name, value = ""] of Object.entries(env)) {
    if (!name.startsWith("TF_CLI_ARGS")) continue;
    const other = value.split(/\s+/).filter((argument) => argument !== "" && !HARMLESS.test(argument));
    if (other.length > 0)
      throw new UserError(
        `${name}: expected only -parallelism, -lock-timeout, -compact-warnings or -no-color; ` +
          `found ${other.join(" ")}. Others change what is planned, or for which state. Take it away.`,
      );
  }
}

/** Whether the user said where providers come from, or where they are kept. */
function hasCache(env: NodeJS.ProcessEnv): boolean {
  if (env.TF_PLUGIN_CACHE_DIR) return true;
  const named = env.TF_CLI_CONFIG_FILE || env.TERRAFORM_CONFIG;
  return (named ? [named] : ownFiles(env)).some(saysWhere);
}

/** Files that Terraform or OpenTofu reads its settings from where none is named. */
function ownFiles({ HOME, XDG_CONFIG_HOME }: NodeJS.ProcessEnv): string[] {
  const home = HOME || homedir();
  const own = XDG_CONFIG_HOME ? [join(XDG_CONFIG_HOME, "opentofu", "tofurc")] : [];
  return [join(home, ".terraformrc"), join(home, ".tofurc"), ...own];
}

function saysWhere(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    return /^\s*(plugin_cache_dir|provider_installation|providers)\b/m.test(readFileSync(file, "utf8"));
  } catch {
    return true;
  }
}

/** Folder that providers are kept in: a download of each version. Undefined where it cannot be made. */
function cacheFolder(env: NodeJS.ProcessEnv): string | undefined {
  const caches = env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache");
  const folder = join(caches, "cdktf-privatelink", "terraform-providers");
  try {
    makeFolder(folder);
    return folder;
  } catch {
    return undefined;
  }
}
