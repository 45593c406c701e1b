import { resolve } from "node:path";
import { listed } from "../../support/listed";
import { printable } from "../../support/printable";
import { UserError } from "../../support/user-error";
import {
  ENGINE,
  type Engine,
  type EngineEntry,
  engineOf,
  neededVersion,
  type Planned,
  PROGRAM_VARIABLE,
} from "./engine";
import { Terraform } from "./terraform";
import { type Identity, identityOf } from "./version";

/** Which programs are asked for, and how they are run. */
export interface ProgramsOptions {
  /** Programs of `--terraform`: at most one for each engine. @default - what the variable names, or the engine's own */
  readonly asked?: readonly string[] | undefined;
  /** The user's variables. */
  readonly env: NodeJS.ProcessEnv;
  /** Variables that the programs run with: see `terraformEnvironment`. */
  readonly programEnv: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** A program that was started once, and is what its environments say. */
export interface Program {
  readonly terraform: Terraform;
  readonly version: string;
}

/** The programs of a run, by engine. */
export type Programs = ReadonlyMap<Engine, Program>;

/**
 * Finds the program of each engine that some stacks are planned or applied by: the one that `--terraform` names, or else
 * TERRAFORM_BINARY_NAME, or else the engine's own name on the PATH. What a program is, it is asked: states and plans of
 * one engine are never given to the other.
 *
 * @param folder to run them in.
 * @throws UserError where a program is missing, too old, another engine, or needed by no stack; the reason of the signal.
 */
export async function findPrograms(
  stacks: readonly Planned[],
  folder: string,
  options: ProgramsOptions,
): Promise<Programs> {
  const engines = [...new Set(stacks.map(engineOf))].sort();
  if (engines.length === 0) return new Map();
  const programs = new Map<Engine, Program>();
  for (const named of namedPrograms(options)) {
    // What it is called in a message before it says what it is.
    const expected = engines.find((engine) => !programs.has(engine)) ?? engines[0] ?? "terraform";
    const asked = startOf(expected, named.program, options);
    const { engine, version } = await identityOf(asked, folder);
    const other = programs.get(engine);
    if (other !== undefined) throw twice(named, other.terraform.program, ENGINE[engine].title);
    if (!engines.includes(engine)) throw notNeeded(named, { engine, version }, stacks);
    programs.set(engine, { terraform: startOf(engine, named.program, options), version });
  }
  for (const engine of engines) if (!programs.has(engine)) programs.set(engine, await ownOf(engine, folder, options));
  return programs;
}

/** Makes something of each program that was found. @returns it by the engine of a stack. */
export function byEngine<T>(programs: Programs, make: (program: Program) => T): (stack: EngineEntry) => T {
  const made = new Map([...programs].map(([engine, program]) => [engine, make(program)]));
  return (stack) => {
    const found = made.get(engineOf(stack));
    if (found === undefined) throw new Error(`no program was looked for that is ${ENGINE[engineOf(stack)].title}`);
    return found;
  };
}

/** Versions of the programs, as the indexes of plans and reports of drift have them. */
export type Versions = Readonly<Partial<Record<Engine, string>>>;

/** The versions of programs that were found. */
export function versionsOf(programs: Programs): Versions {
  return Object.fromEntries([...programs].map(([engine, { version }]) => [engine, version]));
}

interface NamedProgram {
  readonly program: string;
  /** What names it. */
  readonly by: string;
}

function namedPrograms({ asked = [], env }: ProgramsOptions): NamedProgram[] {
  const given = asked.map((program) => ({ program, by: `--terraform ${program}` }));
  const variable = env[PROGRAM_VARIABLE];
  if (given.length > 0 || !variable) return given;
  return [{ program: variable, by: `${PROGRAM_VARIABLE}=${variable}` }];
}

function startOf(engine: Engine, program: string, { programEnv, signal }: ProgramsOptions): Terraform {
  // It is run in the folders of the stacks.
  return new Terraform({
    engine,
    program: program.includes("/") ? resolve(program) : program,
    env: programEnv,
    signal,
  });
}

async function ownOf(engine: Engine, folder: string, options: ProgramsOptions): Promise<Program> {
  const terraform = startOf(engine, ENGINE[engine].program, options);
  const found = await identityOf(terraform, folder);
  if (found.engine === engine) return { terraform, version: found.version };
  throw new UserError(
    `${terraform.program}, on the PATH: expected ${neededVersion(engine)}; found ${titleOf(found)}. ` +
      `Install it (${ENGINE[engine].page}), or name another with --terraform.`,
  );
}

function twice({ by }: NamedProgram, other: string, title: string): UserError {
  return new UserError(
    `${printable(by)}: expected at most one program for each engine; found ${title}, as ${printable(other)} is. ` +
      "Name one of the two.",
  );
}

function notNeeded({ by }: NamedProgram, found: Identity, stacks: readonly Planned[]): UserError {
  const names = [...new Set(stacks.map(({ environment }) => environment))].sort().map(printable);
  const needed = [...new Set(stacks.map((stack) => ENGINE[engineOf(stack)].title))].sort().join(" or ");
  return new UserError(
    `${printable(by)}: expected ${needed}, by which \`terraform.engine\` has these environments planned and applied: ` +
      `${listed(names)}; found ${titleOf(found)}. Name a program that is ${needed}; or, for ` +
      `${ENGINE[found.engine].title}, write \`terraform: { engine: ${found.engine} }\` in environment.yaml and synthesize again.`,
  );
}

function titleOf({ engine, version }: Identity): string {
  return `${ENGINE[engine].title} ${version}`;
}
