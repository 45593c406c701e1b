import { run } from "./cli/run";
import { DEFAULT_ENVIRONMENTS, DEFAULT_OUT } from "./cli/synth";
import { loadEnvironments } from "./config/load";
import { synthesize } from "./stacks/synthesize";
import { UserError } from "./support/user-error";

/**
 * What the cdktf command line runs (`app` in cdktf.json): reads the environments, builds their stacks, synthesizes them.
 *
 * PRIVATELINK_ENVIRONMENTS: names of the environments to build, with commas between; all when unset or empty.
 * PRIVATELINK_ENVIRONMENTS_DIR: folder of the environments; `environments` when unset.
 */
const { PRIVATELINK_ENVIRONMENTS, PRIVATELINK_ENVIRONMENTS_DIR, CDKTF_OUTDIR } = process.env;

void run(() => {
  const names = PRIVATELINK_ENVIRONMENTS?.split(",").map((name) => name.trim());
  if (PRIVATELINK_ENVIRONMENTS && names?.includes(""))
    throw new UserError(
      `PRIVATELINK_ENVIRONMENTS: expected names with commas between; got ${JSON.stringify(PRIVATELINK_ENVIRONMENTS)}`,
    );
  const environments = loadEnvironments(
    PRIVATELINK_ENVIRONMENTS_DIR || DEFAULT_ENVIRONMENTS,
    PRIVATELINK_ENVIRONMENTS ? names : undefined,
  );
  synthesize({ environments, outdir: CDKTF_OUTDIR || DEFAULT_OUT });
  return 0;
});
