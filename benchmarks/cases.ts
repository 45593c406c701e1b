import { join } from "node:path";

/** A command to measure. */
export interface Case {
  readonly name: string;
  readonly command: readonly string[];
  /** Runs that count. */
  readonly times: number;
  /** Exit codes of a run that counts. @default - 0 */
  readonly exitCodes?: readonly number[];
  /** Is called before each run, which it does not count for. */
  readonly prepare?: () => void;
}

/** Where the generated inputs are. */
export interface Inputs {
  /** Number of consumers in the large environment, and in the large plan. */
  readonly consumers: number;
  /** Folder of the large environment. */
  readonly environments: string;
  /** Plan of as many consumers. */
  readonly plan: string;
  /** The same plan, in which a local says in which VPC things are. */
  readonly planWithLocals: string;
  /** Output folder. */
  readonly out: string;
}

const CLI = ["node", "dist/cli/main.js"];

/** What this project does, from the compiler to the policies. */
export function ownCases(inputs: Inputs): Case[] {
  const { consumers, out } = inputs;
  const large = synthesisOf(inputs);
  // Else all but the first run would find everything unchanged.
  const shipped = ["--force", "--out", join(out, "shipped")];
  return [
    { name: "type check and compile", command: ["npm", "run", "--silent", "build"], times: 5 },
    { name: "synthesis, shipped environments", command: [...CLI, "synth", ...shipped], times: 5 },
    { name: "`npm start`, shipped environments", command: ["npm", "start", "--silent", "--", ...shipped], times: 5 },
    { name: `synthesis, ${consumers} consumers`, command: [...CLI, "synth", ...large], times: 3 },
    { name: `\`npm start\`, ${consumers} consumers`, command: ["npm", "start", "--silent", "--", ...large], times: 3 },
    ...judgingCases(inputs),
  ];
}

/** What the policies take, without the synthesis, whose output must be there. */
export function judgingCases({ consumers, plan, planWithLocals, out }: Inputs): Case[] {
  return [
    {
      name: `policies, stacks of ${consumers} consumers`,
      command: [...CLI, "policy", "--force", join(out, "large")],
      times: 3,
    },
    { name: `policies, plan of ${consumers} consumers`, command: [...CLI, "policy", plan], times: 3 },
    {
      name: `policies, plan of ${consumers} consumers by locals`,
      command: [...CLI, "policy", planWithLocals],
      times: 3,
      exitCodes: [0, 1],
    },
  ];
}

/** The synthesis of the large environment, once: what {@link judgingCases} judge, and are compared with. */
export function synthesisCase(inputs: Inputs): Case {
  return {
    name: `synthesis, ${inputs.consumers} consumers`,
    command: [...CLI, "synth", ...synthesisOf(inputs)],
    times: 1,
  };
}

function synthesisOf({ environments, out }: Inputs): string[] {
  return ["--force", "--environments", environments, "--out", join(out, "large")];
}

/**
 * The policies beside other scanners on the same files: conftest with the same Rego, checkov with its own rules. The variables
 * CONFTEST and CHECKOV name the programs, where they are not on PATH.
 */
export function comparedCases({ consumers, plan, out }: Inputs): Case[] {
  const { CONFTEST: conftest = "conftest", CHECKOV: checkov = "checkov" } = process.env;
  const rego = ["policies/rego", "policies/conftest"].flatMap((folder) => ["--policy", folder]);
  const test = [conftest, "test", "--no-fail", ...rego, "--data", "policies/data"];
  const check = [checkov, "--quiet", "--compact", "--soft-fail", "--skip-download"];
  const inputs = [
    {
      what: `stacks of ${consumers} consumers`,
      path: out,
      framework: ["--framework", "terraform_json", "--directory"],
    },
    { what: `plan of ${consumers} consumers`, path: plan, framework: ["--framework", "terraform_plan", "--file"] },
  ];
  return inputs.flatMap(({ what, path, framework }) => [
    { name: `policies, ${what}`, command: [...CLI, "policy", "--force", path], times: 3 },
    { name: `conftest, ${what}`, command: [...test, path], times: 1 },
    { name: `checkov, ${what}`, command: [...check, ...framework, path], times: 1 },
  ]);
}
