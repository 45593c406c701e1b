import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { terraformDigest } from "../../../engine/stack-files";
import { applyPlans } from "../../../pipeline/apply/apply-plans";
import type { Ending } from "../../../pipeline/apply/fate";
import type { Applied, ApplyRequest } from "../../../pipeline/apply/request";
import type { DeferredPlanner, StackWork } from "../../../pipeline/apply/work";
import { ORDER_FORMAT, type OrderedStack, type OrderFile } from "../../../pipeline/order-file";
import { countsOf } from "../../../pipeline/plan/counts";
import { PLANS_FORMAT, type PlannedStack, type PlansFile } from "../../../pipeline/plans-file";
import type { PlanDocument } from "../../../pipeline/terraform/plan-document";
import type { StateMark } from "../../../pipeline/terraform/pulled-state";
import { readPolicyData } from "../../../policies/checker/policy-data";
import { sha256 } from "../../../support/sha256";
import { temporaryFolder } from "../../support/environments";
import { type PlannedResource, planDocumentOf } from "./plan-documents";

/** A stack of an estate. */
export interface EstateStack extends Partial<PlannedStack> {
  readonly name: string;
  /** What its plan does; of a deferred one, the plan that is made when its turn comes. */
  readonly plan?: PlannedResource;
  /** Result of planning a deferred one when its turn comes. @default "planned" */
  readonly later?: Pick<PlannedStack, "result" | "reason">;
}

/** A simulated cloud, an output folder and a folder of plans of some stacks. */
export class Estate {
  readonly folder = temporaryFolder();
  readonly stacks = join(this.folder, "cdktf.out");
  readonly plans = join(this.folder, "plans");
  readonly out = join(this.folder, "plans-next");
  readonly states = new Map<string, StateMark | null>();
  /** Every call, such as `apply dev-a`, in order. */
  readonly calls: string[] = [];
  readonly endings: Ending[] = [];
  readonly told: string[] = [];
  /** Is called before each call; may fail it. */
  before: (call: string) => void | Promise<void> = () => undefined;
  readonly controller = new AbortController();
  private readonly index: PlansFile;
  private readonly specs: Map<string, EstateStack>;

  constructor(specs: readonly EstateStack[], deferred: "auto" | "approve" = "approve") {
    this.specs = new Map(specs.map((spec) => [spec.name, spec]));
    const entries = specs.map((spec) => this.write(spec));
    const environments = Object.fromEntries(entries.map(({ environment }) => [environment, { deferred }]));
    this.index = {
      ...{ ...PLANS_FORMAT, generated_at: "2026-06-01T00:00:00.000Z" },
      ...{ commit: null, dirty: false, terraform: "1.15.5", environments, stacks: entries },
    };
    this.writeIndex();
    const ordered = entries.filter(({ mode }) => mode === "apply").map((entry) => orderedOf(entry));
    this.writeOrder({ ...ORDER_FORMAT, environments, waves: [], stacks: ordered });
  }

  /** Writes a stack and its plan. @returns its entry in the index. */
  private write({ plan, later: _, ...spec }: EstateStack): PlannedStack {
    const { name, mode = "apply", result = "planned" } = spec;
    const folder = `${mode === "apply" ? "stacks" : "removed"}/${name}`;
    mkdirSync(join(this.stacks, folder), { recursive: true });
    writeFileSync(join(this.stacks, folder, "cdk.tf.json"), JSON.stringify({ stack: name }));
    const state = spec.state === undefined ? { lineage: `of-${name}`, serial: 3 } : spec.state;
    this.states.set(name, state);
    const plan_digest = result === "planned" ? this.writePlan(name, this.plans) : null;
    return {
      ...{ name, environment: "dev", kind: "service", folder, account: "111111111111", region: "us-east-1" },
      ...{ dependencies: [], wave: 0, change: null, mode, result, reason: null, waits_for: [] },
      ...{ stack_digest: terraformDigest(join(this.stacks, folder)), plan_digest, json_digest: null, state },
      counts: countsOf(planDocumentOf(name, plan) as unknown as PlanDocument),
      ...spec,
    };
  }

  /** Writes the plan of a stack. @returns its digest. */
  writePlan(name: string, plans: string): string {
    const content = JSON.stringify(planDocumentOf(name, this.specs.get(name)?.plan));
    mkdirSync(join(plans, name), { recursive: true });
    writeFileSync(join(plans, name, "plan.tfplan"), content);
    return sha256(content);
  }

  /** Changes what a fresh plan of a stack does. */
  replan(name: string, plan: PlannedResource): void {
    this.specs.set(name, { ...this.specs.get(name), name, plan });
  }

  /** Changes the index. */
  edit(change: (index: { -readonly [Key in keyof PlansFile]: PlansFile[Key] }) => void): void {
    change(this.index);
    this.writeIndex();
  }

  private writeIndex(): void {
    mkdirSync(this.plans, { recursive: true });
    writeFileSync(join(this.plans, "plans.json"), JSON.stringify(this.index));
  }

  get digest(): string {
    return sha256(readFileSync(join(this.plans, "plans.json")));
  }

  /** Gives the stacks, but not the plans, to another estate. */
  moveStacksTo(other: Estate): void {
    cpSync(join(this.stacks, "stacks"), join(other.stacks, "stacks"), { recursive: true });
    for (const [name, state] of this.states) other.states.set(name, state);
    other.editOrder(({ stacks }) => void stacks.push(...this.index.stacks.map(orderedOf)));
  }

  editOrder(change: (order: OrderFile) => void): void {
    const order = JSON.parse(readFileSync(join(this.stacks, "order.json"), "utf8")) as OrderFile;
    change(order);
    this.writeOrder(order);
  }

  private writeOrder(order: OrderFile): void {
    mkdirSync(this.stacks, { recursive: true });
    writeFileSync(join(this.stacks, "order.json"), JSON.stringify(order));
  }

  /** Applies the plans. */
  apply(request: Partial<ApplyRequest> = {}): Promise<Applied> {
    const { stacks, out, plans, controller } = this;
    const own = {
      plans: [plans],
      digests: [],
      out,
      stacks,
      environments: join(this.folder, "environments"),
    };
    return applyPlans(
      {
        ...own,
        given: [],
        uncommitted: false,
        dataFiles: [],
        data: readPolicyData([], "2026-06-01"),
        parallel: 4,
        ...request,
      },
      {
        ...{ signal: controller.signal, onProgress: () => undefined, now: () => new Date("2026-06-01T12:00:00Z") },
        onEnding: (ending) => this.endings.push(ending),
        tell: (message) => this.told.push(message),
        terraform: async () => ({ versions: { terraform: "1.15.5" }, workOf: () => this.work, planner: this.planner }),
      },
    );
  }

  /** Calls of a kind, such as `apply`: the stacks in order. */
  called(kind: string): string[] {
    return this.calls.filter((call) => call.startsWith(`${kind} `)).map((call) => call.slice(kind.length + 1));
  }

  private async call(kind: string, folder: string): Promise<string> {
    const name = basename(folder);
    this.calls.push(`${kind} ${name}`);
    await this.before(`${kind} ${name}`);
    return name;
  }

  /** Plans that were shown. */
  readonly shown = new Set<string>();
  /** Contents of the plans that were applied. */
  readonly applied: string[] = [];

  private readonly work: StackWork = {
    init: async (folder) => void (await this.call("init", folder)),
    state: async (folder) => this.states.get(await this.call("state", folder)) ?? null,
    show: async (folder, plan) => {
      this.shown.add(plan);
      await this.call("show", folder);
      return JSON.parse(readFileSync(plan, "utf8"));
    },
    apply: async (folder, plan) => {
      const name = await this.call("apply", folder);
      this.applied.push(readFileSync(plan, "utf8"));
      const { lineage = `of-${name}`, serial = 0 } = this.states.get(name) ?? {};
      this.states.set(name, { lineage, serial: serial + 1 });
    },
  };

  private readonly planner: DeferredPlanner = {
    plan: async ({ plans: _, ...entry }, plans) => {
      const name = await this.call("plan", entry.folder);
      const { later = { result: "planned", reason: null } as const } = this.specs.get(name) ?? {};
      const plan_digest = later.result === "planned" ? this.writePlan(name, plans) : null;
      return { ...entry, ...later, waits_for: [], plan_digest, state: this.states.get(name) ?? null };
    },
  };
}

function orderedOf(entry: PlannedStack): OrderedStack {
  const { name, environment, kind, folder, account, region, dependencies, wave, stack_digest: digest } = entry;
  return { name, environment, kind: kind as OrderedStack["kind"], folder, account, region, dependencies, wave, digest };
}
