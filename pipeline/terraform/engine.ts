import type { TerraformSpec } from "../../config/terraform-schema";

/** What plans and applies an environment. */
export type Engine = TerraformSpec["engine"];

/** What messages say of an engine. */
interface EngineWords {
  /** Its name, as its own `version` command prints it. */
  readonly title: string;
  /** Its program, unless another one is named. */
  readonly program: string;
  /** Oldest version that the stacks accept: major and minor. */
  readonly oldest: readonly [number, number];
  /** Page that says how to install it. */
  readonly page: string;
}

/**
 * The engines. Stacks keep a lock file beside a state in S3 (Terraform 1.10, OpenTofu 1.10), and choose roles by an
 * ephemeral variable (Terraform 1.10, OpenTofu 1.11).
 */
export const ENGINE: Readonly<Record<Engine, EngineWords>> = {
  terraform: {
    title: "Terraform",
    program: "terraform",
    oldest: [1, 10],
    page: "https://developer.hashicorp.com/terraform/install",
  },
  tofu: { title: "OpenTofu", program: "tofu", oldest: [1, 11], page: "https://opentofu.org/docs/intro/install/" },
};

/** Variable that names a program, for the cdktf command line too. */
export const PROGRAM_VARIABLE = "TERRAFORM_BINARY_NAME";

/** The oldest version of an engine that the stacks accept, as messages say it. */
export function neededVersion(engine: Engine): string {
  const { title, oldest } = ENGINE[engine];
  return `${title} ${oldest.join(".")} or newer`;
}

/** What a file says of the engine of a stack: nothing of Terraform. */
export interface EngineEntry {
  readonly engine?: "tofu" | undefined;
}

/** A stack, as far as it decides which program is needed. */
export interface Planned extends EngineEntry {
  readonly environment: string;
}

/** The engine that a file says. */
export function engineOf({ engine }: EngineEntry): Engine {
  return engine ?? "terraform";
}

/** How a file says an engine. */
export function engineEntry(engine: Engine | undefined): EngineEntry {
  return engine === "tofu" ? { engine } : {};
}
