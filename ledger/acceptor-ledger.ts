import type { UnknownPolicy } from "./decide";
import type { ServiceLedger } from "./service-ledger";

/** Name of the file beside the acceptor's code that says who may connect. */
export const ACCEPTOR_LEDGER_FILE = "ledger.json";

/** Most live connections that one run may cut, where nobody says otherwise. */
export const MOST_REJECTIONS = 10;

/** What the acceptor of a service goes by: it is deployed with its code. */
export interface AcceptorLedger {
  readonly ledger: ServiceLedger;
  readonly settings: {
    /** What is done with endpoints that no record names. */
    readonly unknown: UnknownPolicy;
    /** Most live connections that one run may cut. */
    readonly mostRejections: number;
  };
}
