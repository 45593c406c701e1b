import { judgePaths, type Report } from "../policies/checker/judge-paths";
import { renderJson, renderText } from "../policies/checker/report";
import { UserError } from "../support/user-error";

/** Options of `npm run policy`. */
export interface PolicyOptions {
  readonly format: "text" | "json";
}

/** Exit code for each verdict. */
export const EXIT_CODES: Readonly<Record<Report["verdict"], number>> = { clean: 0, violations: 1, unjudgeable: 2 };

/**
 * Judges stacks and plans, and prints the report.
 *
 * @returns the exit code: 0 judged and clean, 1 violations, 2 something could not be judged.
 */
export async function policyCommand(
  paths: string[],
  options: PolicyOptions,
  out: (text: string) => void,
): Promise<number> {
  try {
    const report = await judgePaths(paths);
    out(options.format === "json" ? renderJson(report) : renderText(report));
    return EXIT_CODES[report.verdict];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    out(
      options.format === "json"
        ? `${JSON.stringify({ verdict: "unjudgeable", why: error.message })}\n`
        : `${error.message}\n`,
    );
    return EXIT_CODES.unjudgeable;
  }
}
