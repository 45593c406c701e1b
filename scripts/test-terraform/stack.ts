import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { CheckFailed } from "./report";
import type { Terraform } from "./terraform";

const PLAN_FILE = "check.tfplan";
const QUIET = ["-input=false", "-no-color"];

/** A plan that was made and saved. */
export interface Plan {
  /** Whether it changes anything. */
  readonly changes: boolean;
  /** What `terraform show -json` says of it. */
  readonly document: PlanDocument;
  /** What `terraform plan` said. */
  readonly output: string;
}

/** What is read here of `terraform show -json`. */
export interface PlanDocument {
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly actions: string[] } }[];
  /** What was found in the cloud. */
  readonly prior_state?: {
    readonly values?: {
      readonly root_module?: {
        readonly resources?: readonly { readonly type: string; readonly values: Readonly<Record<string, unknown>> }[];
      };
    };
  };
}

/** What is read, and changed, here of a synthesized stack. */
export interface StackDocument {
  terraform: {
    required_providers: { aws: { version: string } };
    backend: { s3?: { bucket: string; key: string; region: string; kms_key_id?: string } };
  };
  provider: { aws: Record<string, unknown>[] };
  resource: Record<string, Record<string, object>>;
  data?: Record<string, Record<string, object>>;
}

/** A synthesized stack, and what Terraform does with it. */
export class Stack {
  /** Name of the stack. */
  readonly name: string;

  constructor(
    private readonly folder: string,
    private readonly terraform: Terraform,
    /** Names of the stacks that must be deployed before. */
    readonly dependencies: readonly string[] = [],
  ) {
    this.name = basename(folder);
  }

  /** The synthesized stack. */
  get document(): StackDocument {
    return JSON.parse(readFileSync(join(this.folder, "cdk.tf.json"), "utf8"));
  }

  /** A changed copy of the stack beside it: of the same state. */
  copy(suffix: string, change: (document: StackDocument) => void): Stack {
    const folder = `${this.folder}-${suffix}`;
    cpSync(this.folder, folder, { recursive: true, filter: (path) => basename(path) !== ".terraform" });
    const document = this.document;
    change(document);
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(document));
    return new Stack(folder, this.terraform);
  }

  async init(): Promise<void> {
    await this.terraform.must(this.folder, "init", ...QUIET);
  }

  /** Initializes without the state, for a validation alone. */
  async initWithoutBackend(): Promise<void> {
    await this.terraform.must(this.folder, "init", "-backend=false", ...QUIET);
  }

  async validate(): Promise<void> {
    await this.terraform.must(this.folder, "validate", "-no-color");
  }

  /** @param options of `terraform plan`, such as `-destroy`. */
  async plan(...options: readonly string[]): Promise<Plan> {
    const args = ["plan", ...QUIET, "-detailed-exitcode", `-out=${PLAN_FILE}`, ...options];
    const { code, output } = await this.terraform.run(this.folder, ...args);
    if (code !== 0 && code !== 2) throw new CheckFailed(output);
    const document = JSON.parse(await this.terraform.must(this.folder, "show", "-json", PLAN_FILE));
    return { changes: code === 2, document, output };
  }

  /** Makes a plan that must be refused. @returns what Terraform said, on one line. */
  planRefused(): Promise<string> {
    return this.terraform.mustFail(this.folder, "plan", ...QUIET);
  }

  /** Applies the plan that was made last. @returns what Terraform said. */
  async apply(): Promise<string> {
    return this.terraform.must(this.folder, "apply", ...QUIET, PLAN_FILE);
  }

  /** Makes a plan and applies it. */
  async planAndApply(): Promise<void> {
    await this.plan();
    await this.apply();
  }

  /** Applies, which must be refused. @returns what Terraform said, on one line. */
  applyRefused(...options: readonly string[]): Promise<string> {
    return this.terraform.mustFail(this.folder, "apply", ...QUIET, "-auto-approve", ...options);
  }

  /** Takes the mark off a resource that Terraform would make anew, since its creation ended with an error. */
  async untaint(address: string): Promise<void> {
    await this.terraform.must(this.folder, "untaint", "-no-color", address);
  }

  /** @param options of `terraform destroy`, such as `-refresh=false`. */
  async destroy(...options: readonly string[]): Promise<void> {
    await this.terraform.must(this.folder, "destroy", ...QUIET, "-auto-approve", ...options);
  }

  /** Destroys, which must be refused. @returns what Terraform said, on one line. */
  destroyRefused(): Promise<string> {
    return this.terraform.mustFail(this.folder, "destroy", ...QUIET, "-auto-approve");
  }

  /** Outputs by name. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const outputs = JSON.parse(await this.terraform.must(this.folder, "output", "-json", "-no-color"));
    return Object.fromEntries(Object.entries<{ value: unknown }>(outputs).map(([name, { value }]) => [name, value]));
  }

  /** An output that is a text, as it is. */
  rawOutput(name: string): Promise<string> {
    return this.terraform.must(this.folder, "output", "-raw", "-no-color", name);
  }

  /** Ids and states of the endpoints, as the cloud has them now. */
  async endpointStates(): Promise<Readonly<Record<string, unknown>>> {
    return endpointStatesIn((await this.plan()).document);
  }
}

/** Ids and states of the endpoints that a plan found in the cloud. */
export function endpointStatesIn(document: PlanDocument): Readonly<Record<string, unknown>> {
  return Object.fromEntries(foundIn(document, "aws_vpc_endpoint").map(({ id, state }) => [String(id), state]));
}

/** Attributes of the resources of a type that a plan found in the cloud. */
export function foundIn({ prior_state }: PlanDocument, type: string): Readonly<Record<string, unknown>>[] {
  const resources = prior_state?.values?.root_module?.resources ?? [];
  return resources.filter((resource) => resource.type === type).map(({ values }) => values);
}

/** What a plan does, by address: `create`, `update`, `delete`, or `delete,create` and `create,delete` where it replaces. */
export function changesIn({ resource_changes: changes = [] }: PlanDocument): Readonly<Record<string, string>> {
  const actions = changes.map(({ address, change }): [string, string] => [address, change.actions.join()]);
  return Object.fromEntries(actions.filter(([, action]) => action !== "no-op" && action !== "read"));
}

/** Stacks of an output folder of CDKTF by name. */
export function readStacks(out: string, terraform: Terraform): Map<string, Stack> {
  const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
  return new Map(
    Object.values<{ name: string; workingDirectory: string; dependencies: string[] }>(manifest.stacks).map(
      ({ name, workingDirectory, dependencies }) => [
        name,
        new Stack(join(out, workingDirectory), terraform, dependencies),
      ],
    ),
  );
}
