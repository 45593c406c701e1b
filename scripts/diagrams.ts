import { join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";

/** Folder of the pictures of the shipped environments, from the folder of the project. */
export const DIAGRAMS = "docs/diagrams";

/** Shipped environments that have a picture. */
export const DRAWN_ENVIRONMENTS = ["dev", "prod", "staging"] as const;

/** Commands of the program that draw the shipped environments, with the verdicts of the policies. */
export interface DrawingCommands {
  /** Synthesizes and judges them. */
  readonly prepare: readonly (readonly string[])[];
  /** Draws each, as `<environment>.svg`. */
  readonly draw: readonly (readonly string[])[];
}

/**
 * Commands that draw the shipped environments.
 *
 * @param work folder for what is between.
 * @param folder folder for the pictures.
 */
export function drawingCommands(work: string, folder: string): DrawingCommands {
  const environments = ["--environments", join(PACKAGE_ROOT, "environments")];
  const out = join(work, "cdktf.out");
  const report = join(work, "policy.json");
  return {
    prepare: [
      ["synth", ...environments, "--out", out],
      ["policy", out, ...environments, "--format", `json=${report}`],
    ],
    draw: DRAWN_ENVIRONMENTS.map((name) => [
      ...["diagram", ...environments, "--stacks", out, "--policy", report],
      ...["--env", name, "--output", join(folder, `${name}.svg`)],
    ]),
  };
}
