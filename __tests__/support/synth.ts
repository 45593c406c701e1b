import { App, Lazy, TerraformStack, Testing, Token } from "cdktf";
import type { Construct } from "constructs";
import { temporaryFolder } from "./environments";

/** Attributes of a resource or data source, as Terraform reads them. */
// biome-ignore lint/suspicious/noExplicitAny: the JSON of any resource, which assertions walk through
export type Block = Record<string, any>;

/** What a stack says to Terraform. */
export interface Synthesized {
  /** The JSON as it is written. */
  readonly text: string;
  readonly json: Block;
  /** Resources of a type, in the order of the JSON. */
  resources(type: string): Block[];
  /** The only resource of a type. */
  resource(type: string): Block;
  /** Data sources of a type. */
  data(type: string): Block[];
  /** Types of all resources, each once, sorted. */
  readonly types: string[];
}

/** Synthesizes constructs in a stack of their own named `stack`. */
export function synth(build: (scope: Construct) => void): Synthesized {
  const stack = newStack();
  build(stack);
  return parse(Testing.synth(stack));
}

/** An empty stack named `stack`, to build in. */
export function newStack(): TerraformStack {
  return new TerraformStack(Testing.stubVersion(new App({ stackTraces: false, outdir: temporaryFolder() })), "stack");
}

/** The JSON of a stack, to assert on. */
export function parse(text: string): Synthesized {
  const json = JSON.parse(text) as Block;
  const resources = (type: string): Block[] => Object.values(json.resource?.[type] ?? {});
  return {
    text,
    json,
    resources,
    resource: (type) => {
      const [only, ...more] = resources(type);
      if (!only || more.length > 0) throw new Error(`${resources(type).length} of ${type}`);
      return only;
    },
    data: (type) => Object.values(json.data?.[type] ?? {}),
    types: Object.keys(json.resource ?? {}).sort(),
  };
}

/** Terraform addresses of all resources of a type, without the type. */
export function ids(synthesized: Synthesized, type: string): string[] {
  return Object.keys(synthesized.json.resource?.[type] ?? {});
}

/** A text that only Terraform knows. */
export function unknownText(reference: string): string {
  return Token.asString(Lazy.stringValue({ produce: () => `\${${reference}}` }));
}

/** A number that only Terraform knows. */
export function unknownNumber(reference: string): number {
  return Token.asNumber(Lazy.anyValue({ produce: () => `\${${reference}}` }));
}

/** The error that a function throws; fails when it throws none. */
export function thrown(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}

/** Message of the error that building constructs throws. */
export function refusal(build: (scope: Construct) => void): string {
  const error = thrown(() => build(newStack()));
  if (error.name !== "UserError") throw error;
  return error.message;
}
