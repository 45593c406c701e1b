import { DEFAULT_OUT, environmentsFolder, NAMES_VARIABLE } from "./cli/defaults";
import { run } from "./cli/run";
import { standardStreams } from "./cli/streams";
import { loadEnvironments } from "./config/load";
import { synthesize } from "./stacks/synthesize";
import { UserError } from "./support/user-error";

/**
 * What the cdktf command line runs (`app` in cdktf.json): reads the environments, builds their stacks, synthesizes them.
 *
 * PRIVATELINK_ENVIRONMENTS: names of the environments to build, with commas between; all when unset or empty.
 * PRIVATELINK_ENVIRONMENTS_DIR: folder of the environments; `environments` when unset or empty.
 */
void run(() => {
  const { [NAMES_VARIABLE]: given, CDKTF_OUTDIR } = process.env;
  const names = given?.split(",").map((name) => name.trim());
  if (given && names?.includes(""))
    throw new UserError(`${NAMES_VARIABLE}: expected names with commas between; got ${JSON.stringify(given)}`);
  const environments = loadEnvironments(environmentsFolder(process.env), given ? names : undefined);
  synthesize({ environments, outdir: CDKTF_OUTDIR || DEFAULT_OUT, undeclared: "cdktf" });
  return 0;
}, standardStreams());
