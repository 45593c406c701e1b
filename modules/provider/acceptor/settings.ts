import { type AcceptorLedger, MOST_REJECTIONS } from "../../../ledger/acceptor-ledger";

/** How an acceptor decides unless said otherwise. */
export const DEFAULT_ACCEPTOR_SETTINGS: AcceptorLedger["settings"] = {
  unknown: "leave",
  mostRejections: MOST_REJECTIONS,
};

/** When an acceptor runs besides on notifications, unless said otherwise. */
export const DEFAULT_ACCEPTOR_SCHEDULE = "rate(5 minutes)";

/** Days that an acceptor's log is kept unless said otherwise. */
export const DEFAULT_ACCEPTOR_LOG_RETENTION = 30;

/** Why a number cannot be the most rejections of a run, as what was expected instead; undefined when it can. */
export function mostRejectionsProblem(number: number): string | undefined {
  return Number.isInteger(number) && number >= 0 ? undefined : "a whole number of 0 or more";
}
