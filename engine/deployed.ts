import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readJson } from "../support/read-json";

/**
 * Whether a stack is deployed, as far as its folder tells:
 * - `yes`: its state on this machine has resources, or cannot be understood.
 * - `no`: there is no state, or nothing is in it: the stack was never applied, or is destroyed.
 * - `unknown`: Terraform was run on it, or an earlier commit declares it, and its state is in S3, or in another
 *   workspace.
 */
export type Deployed = "yes" | "no" | "unknown";

/**
 * File in the folder of a stack that `privatelink changed` put there because an earlier commit declares the stack: it
 * may be deployed from elsewhere, though Terraform was never run in this folder.
 */
export const GONE_MARK = ".gone";

/** What is read here of a state. */
interface State {
  readonly resources?: readonly { readonly mode?: string }[];
}

/** What is read here of a backend: as a stack says it, or as `terraform init` wrote it down. */
interface Backend {
  readonly type: string;
  readonly path?: string | undefined;
}

/** Whether the stack in a folder is deployed. */
export function deployedBy(folder: string): Deployed {
  const wasRun = [".terraform", GONE_MARK].some((name) => existsSync(join(folder, name)));
  const { type, path } = initializedBackend(folder) ?? declaredBackend(folder);
  if (type !== "local" || path === undefined || workspaceOf(folder) !== "default") return wasRun ? "unknown" : "no";
  const file = resolve(folder, path);
  if (!existsSync(file) || readFileSync(file, "utf8").trim() === "") return "no";
  const state = readJson(file) as State | undefined;
  if (!Array.isArray(state?.resources)) return "yes";
  return state.resources.some(({ mode }) => mode !== "data") ? "yes" : "no";
}

/** The backend that Terraform was initialized with: its own record, which a copy of a stack may have otherwise. */
function initializedBackend(folder: string): Backend | undefined {
  const record = readJson(join(folder, ".terraform/terraform.tfstate")) as
    | { readonly backend?: { readonly type?: string; readonly config?: { readonly path?: string | null } } }
    | undefined;
  const { type, config } = record?.backend ?? {};
  return type === undefined ? undefined : { type, path: config?.path ?? undefined };
}

function declaredBackend(folder: string): Backend {
  const document = readJson(join(folder, "cdk.tf.json")) as
    | { readonly terraform?: { readonly backend?: Readonly<Record<string, { readonly path?: string }>> } }
    | undefined;
  const [type = "local", config] = Object.entries(document?.terraform?.backend ?? {})[0] ?? [];
  return { type, path: config?.path };
}

function workspaceOf(folder: string): string {
  const file = join(folder, ".terraform/environment");
  return existsSync(file) ? readFileSync(file, "utf8").trim() || "default" : "default";
}
