import { z } from "zod";
import { DEFAULT_STATE, STATES } from "../ledger/state";
import { customerPrincipalProblem } from "../modules/aws/principal";
import { isDate } from "../support/date";
import { asList, checked, eachOnce, type Mapping, type Report } from "./fields";

const principal = checked((text) => customerPrincipalProblem(text, "one principal, not `*`"));

const day = checked((text) => (isDate(text) ? undefined : "a day, such as 2027-06-30"));

/** Keys of any consumer that say what the consumer may do, who may ask for connections, and until when. */
export const ledgerKeys = {
  state: z
    .enum(STATES)
    .default(DEFAULT_STATE)
    .describe(
      "What the consumer may do. invited: known, may not connect yet; allowed: may connect; draining: what is connected stays, nothing new is accepted; revoked: the principal is removed and the connections are rejected, and the record stays. Default: allowed.",
    ),
  since: day.optional().describe("Day (UTC) since which the state holds. revoked requires it."),
  reason: z.string().min(1).optional().describe("Why the consumer is in this state. revoked requires it."),
  until: day
    .optional()
    .describe(
      "Last day (UTC) of the access. Synthesis does not look at it; `status` and the acceptor do. Default: none.",
    ),
  principal: principal
    .optional()
    .describe(
      "Who of the consumer may ask for connections, as an ARN of its account: arn:aws:iam::<account>:role/<name>. Default: the whole account (root).",
    ),
  principals: z
    .array(principal)
    .min(1)
    .optional()
    .describe("Several of them, in place of `principal`: accounts (root), roles or users."),
};

/** What must hold between these keys. */
export function ledgerKeysRule(consumer: Mapping, report: Report): void {
  const { state, since, reason, until, principal: one, principals } = consumer;
  if (state === "revoked") {
    if (since === undefined)
      report(["since"], "with `state: revoked`, the day since which it holds, such as 2027-06-30");
    if (reason === undefined) report(["reason"], "with `state: revoked`, the reason");
  }
  if (isDay(since) && isDay(until) && until < since && state !== "revoked")
    report(["until"], `a day that is not before \`since\`, ${since}`, "correct one of the two days");
  if (one !== undefined && principals !== undefined)
    report(["principals"], "either `principal` or `principals`, not both", "write all of them under `principals`");
  eachOnce(["principals"], asList(principals), "principal", report);
}

function isDay(value: unknown): value is string {
  return typeof value === "string" && isDate(value);
}
