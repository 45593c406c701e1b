import { terraformEnvironment } from "../pipeline/terraform/environment";
import type { ProgramsOptions } from "../pipeline/terraform/programs";

/**
 * Which programs a command runs.
 *
 * @param asked those of `--terraform`.
 * @throws UserError where a variable would change what is planned, or for which states.
 */
export function programsOptions(
  asked: readonly string[] | undefined,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): ProgramsOptions {
  return { asked, env, programEnv: terraformEnvironment(env), signal };
}
