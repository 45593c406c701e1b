import { parse } from "yaml";
import { z } from "zod";
import { UserError } from "../../../support/user-error";

/** Severities of advisories, the least first. */
export const SEVERITIES = ["info", "low", "moderate", "high", "critical"] as const;

export type Severity = (typeof SEVERITIES)[number];

const threshold = z.enum(["low", "moderate", "high", "critical"]);

const policySchema = z.strictObject({
  installed: threshold,
  development: threshold,
  exceptions: z.array(
    z.strictObject({
      advisory: z.string().regex(/^GHSA(-[0-9a-z]{4}){3}$/),
      package: z.string().min(1),
      reason: z.string().min(20),
      until: z.iso.date(),
    }),
  ),
});

/** What fails an audit, and what does not until a date. */
export type AuditPolicy = z.infer<typeof policySchema>;

/** Most days that an exception may have left. */
const MOST_DAYS = 180;

const DAY = 86_400_000;

/**
 * Reads the policy.
 *
 * @param file its name, for messages.
 * @param today as `2026-11-30`.
 * @throws UserError with all that is wrong, such as an exception that is over: nothing is let through by mistake.
 */
export function readPolicy(text: string, file: string, today: string): AuditPolicy {
  let found: unknown;
  try {
    found = parse(text);
  } catch (error) {
    throw new UserError(`${file}: expected YAML; found: ${(error as Error).message}`);
  }
  const parsed = policySchema.safeParse(found);
  if (!parsed.success) throw new UserError(`${file}: ${z.prettifyError(parsed.error)}`);
  const problems = parsed.data.exceptions.flatMap((exception, index, all) => {
    const at = `${file}: the exception of ${exception.advisory} for ${exception.package}`;
    const days = (Date.parse(exception.until) - Date.parse(today)) / DAY;
    const isTwice = all.findIndex((other) => isSame(other, exception)) < index;
    return [
      ...(days < 0 ? [`${at} ended on ${exception.until}. Update the package, or decide again.`] : []),
      ...(days > MOST_DAYS ? [`${at} ends on ${exception.until}: expected at most ${MOST_DAYS} days from today.`] : []),
      ...(isTwice ? [`${at} is there twice.`] : []),
    ];
  });
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return parsed.data;
}

/** Whether two name the same advisory of the same package. */
export function isSame(a: Named, b: Named): boolean {
  return a.advisory === b.advisory && a.package === b.package;
}

interface Named {
  readonly advisory: string;
  readonly package: string;
}
