import type { Policy } from "../../policies/checker/policy";
import type { Project } from "./project";
import type { Report } from "./report";
import type { S3Server } from "./s3-server";
import type { Stack } from "./stack";
import type { Terraform } from "./terraform";

/** What the parts of this test share: one simulated cloud, and what is in it. */
export interface Context {
  /** Temporary folder of all files. */
  readonly folder: string;
  readonly report: Report;
  readonly policy: Policy;
  readonly terraform: Terraform;
  /** The environments that are deployed: a copy of the shipped ones, or those of a trial. */
  readonly project: Project;
  /** Its stacks by name. */
  readonly stacks: ReadonlyMap<string, Stack>;
  /** What was there before them, and is destroyed after them; see `prerequisites`. */
  readonly prerequisites: Stack[];
  /** Holds the states that are in S3. @default - moto is not installed: those states are local */
  readonly s3?: S3Server;
}

/** A stack that a part needs. */
export function stackNamed({ stacks }: Pick<Context, "stacks">, name: string): Stack {
  const stack = stacks.get(name);
  if (!stack) throw new Error(`no stack ${name}; there are: ${[...stacks.keys()].join(", ")}`);
  return stack;
}
