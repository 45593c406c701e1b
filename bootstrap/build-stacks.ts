import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../config/environment";
import { planEstate } from "../config/estate/plan-estate";
import { synthesize } from "../engine/synthesize";
import { withTemporaryFolder } from "../support/temporary-folder";
import { type RoleUse, usesOf } from "./uses";

/**
 * Synthesizes environments into a temporary folder, and looks through the stacks. Nothing of it stays.
 *
 * @throws UserError when a stack cannot be built.
 */
export async function builtUses(environments: readonly Environment[], signal: AbortSignal): Promise<RoleUse[]> {
  return withTemporaryFolder("privatelink-bootstrap", async (folder) => {
    const outdir = join(folder, "out");
    mkdirSync(outdir);
    await synthesize({ environments, outdir, signal });
    const stacks = planEstate(environments).map(({ name, kind, input }) => ({
      name,
      kind,
      environment: input.environment.name,
    }));
    return usesOf(outdir, stacks);
  });
}
