import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Annotations, Aspects, TerraformLocal, TerraformStack } from "cdktf";
import { loadEnvironments } from "../../config/load";
import { buildHere } from "../../engine/build-here";
import { buildOne } from "../../engine/build-one";
import { jobOf } from "../../engine/job";
import { synthesize } from "../../engine/synthesize";
import { CONSUMER, ENVIRONMENT, folderOf, temporaryFolder } from "../support/environments";
import { plansOf, synthesizePlans } from "../support/plans";
import { filesOf } from "../support/stacks";
import { thrown } from "../support/synth";

/** What is done to each stack once it is built, and before it is written. */
let mockOnBuilt: (stack: TerraformStack) => void;
jest.mock("../../stacks/build-stack", () => {
  const { buildStack } = jest.requireActual("../../stacks/build-stack");
  return {
    buildStack: (...args: unknown[]) => {
      const stack = buildStack(...args);
      mockOnBuilt(stack);
      return stack;
    },
  };
});

const { env } = process;
beforeEach(() => {
  mockOnBuilt = () => undefined;
});
afterEach(() => {
  process.env = env;
});

const folder = folderOf({
  "dev/environment.yaml": ENVIRONMENT,
  "dev/consumers/web.yaml": `${CONSUMER}client: false\n`,
});
const environments = loadEnvironments(folder);
const plans = plansOf(folder);
const [service] = plans;
if (service === undefined) throw new Error("no plan");

function newOutdir(): string {
  return join(temporaryFolder(), "out");
}

const manifestOf = (outdir: string) => JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));

/** Adds what people are told of a stack: of itself, of a construct in it, and by an aspect. */
function annotate(stack: TerraformStack): void {
  const [child] = stack.node.children;
  if (child === undefined) throw new Error("an empty stack");
  Annotations.of(stack).addWarning(`look at ${stack.node.id}`);
  Annotations.of(child).addInfo("this is so");
  Aspects.of(stack).add({ visit: (node) => node === stack && Annotations.of(node).addWarning("by an aspect") });
}

describe("what cdktf notes of constructs", () => {
  beforeEach(() => {
    mockOnBuilt = annotate;
  });

  test("is in the manifest as App.synth writes it", () => {
    const outdir = temporaryFolder();
    buildHere(plans, outdir);
    const plain = synthesizePlans(plans);
    expect(filesOf(outdir)["manifest.json"]).toBe(plain["manifest.json"]);
    expect(plain["manifest.json"]).toContain('"message": "by an aspect"');
  });

  test("is there again when the stack is not built again", async () => {
    const outdir = newOutdir();
    await synthesize({ environments, outdir });
    const before = manifestOf(outdir);
    expect(before.stacks[service.name].annotations).toHaveLength(3);
    expect((await synthesize({ environments, outdir })).built).toBe(0);
    expect(manifestOf(outdir)).toEqual(before);
  });

  test("ends the synthesis where it is an error, as App.synth does", () => {
    mockOnBuilt = (stack) => Annotations.of(stack).addError("this cannot be");
    const plain = thrown(() => synthesizePlans([service]));
    expect(plain.message).toContain("this cannot be");
    expect(thrown(() => buildHere([service], temporaryFolder())).message).toBe(plain.message);
  });

  test("is an error that cdktf goes on after: it is built again, and told again", async () => {
    process.env = { ...env, CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "true" };
    mockOnBuilt = (stack) => Annotations.of(stack).addError("this cannot be");
    const outdir = newOutdir();
    for (const _ of ["first", "second"]) {
      expect((await synthesize({ environments, outdir })).built).toBe(plans.length);
      expect(manifestOf(outdir).stacks[service.name].annotations).toMatchObject([{ message: "this cannot be" }]);
    }
  });
});

test("a context that constructs read gives what App.synth gives with it", () => {
  process.env = { ...env, CDKTF_CONTEXT_JSON: '{"team":{"name":"platform"}}' };
  mockOnBuilt = (stack) => void new TerraformLocal(stack, "team", stack.node.tryGetContext("team"));
  const outdir = temporaryFolder();
  buildHere([service], outdir);
  const plain = synthesizePlans([service]);
  expect(filesOf(outdir)).toMatchObject(plain);
  expect(plain[`stacks/${service.name}/cdk.tf.json`]).toContain('"name": "platform"');
});

describe("fails on what cannot be built one by one:", () => {
  const message = (onBuilt: (stack: TerraformStack) => void) => {
    mockOnBuilt = onBuilt;
    return thrown(() => buildOne(jobOf(service), temporaryFolder())).message;
  };
  const rule = `the plan of ${service.name} must build one stack that refers to no other: `;

  test("a second stack", () => {
    expect(message(({ node }) => void new TerraformStack(node.root, "other"))).toBe(
      `${rule}it built 2 that depend on 0`,
    );
  });

  test("a stack within the stack", () => {
    expect(message((stack) => void new TerraformStack(stack, "inner"))).toBe(`${rule}it built 2 that depend on 0`);
  });

  test("a stack that depends on another", () => {
    const other = new TerraformStack(undefined as never, "other");
    expect(message((stack) => stack.addDependency(other))).toBe(`${rule}it built 1 that depend on 1`);
  });
});

describe("stacks as HCL", () => {
  const web = "stacks/dev-consumer-web";
  const inStack = (outdir: string) => Object.keys(filesOf(join(outdir, web)));

  /** An output folder with stacks as HCL. */
  async function written(): Promise<string> {
    process.env = { ...env, SYNTH_HCL_OUTPUT: "true" };
    const outdir = newOutdir();
    await synthesize({ environments, outdir });
    return outdir;
  }

  test("are written with what cdktf says of them beside, and the manifest says so", async () => {
    const outdir = await written();
    expect(inStack(outdir)).toEqual(["cdk.tf", "metadata.json", "origins.json"]);
    expect(manifestOf(outdir).stacks["dev-consumer-web"].synthesizedStackPath).toBe(`${web}/cdk.tf`);
    expect(filesOf(outdir)).toMatchObject(synthesizePlans(plans));
  });

  test("are not built again when nothing changed, and the manifest stays", async () => {
    const outdir = await written();
    const before = filesOf(outdir);
    expect((await synthesize({ environments, outdir })).built).toBe(0);
    expect(filesOf(outdir)).toEqual(before);
  });

  test.each<[what: string, change: (folder: string) => void]>([
    ["a changed stack", (stack) => writeFileSync(join(stack, "cdk.tf"), "")],
    ["changed metadata", (stack) => writeFileSync(join(stack, "metadata.json"), "{}")],
    ["missing metadata", (stack) => rmSync(join(stack, "metadata.json"))],
    ["the same stack as JSON", (stack) => writeFileSync(join(stack, "cdk.tf.json"), "{}")],
  ])("are built again over %s", async (_, change) => {
    const outdir = await written();
    const before = filesOf(outdir);
    change(join(outdir, web));
    expect((await synthesize({ environments, outdir })).built).toBe(1);
    expect(filesOf(outdir)).toEqual(before);
  });

  test("give way to stacks as JSON, and those to HCL: Terraform would read both", async () => {
    const outdir = await written();
    mkdirSync(join(outdir, web, ".terraform"));
    process.env = env;
    expect((await synthesize({ environments, outdir })).built).toBe(3);
    expect(inStack(outdir)).toEqual(["cdk.tf.json", "origins.json"]);
    process.env = { ...env, SYNTH_HCL_OUTPUT: "true" };
    expect((await synthesize({ environments, outdir })).built).toBe(3);
    expect(inStack(outdir)).toEqual(["cdk.tf", "metadata.json", "origins.json"]);
  });
});
