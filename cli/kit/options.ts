/** Options of `kit`. */
export interface KitOptions {
  /** Folder of the environments. */
  readonly environments: string;
  /** Environment of the customer. @default - the only one that has the customer */
  readonly env?: string;
  /** Services to write the kit for. @default - all that the customer connects to */
  readonly service?: readonly string[];
  /** Files of service cards. */
  readonly card?: readonly string[];
  /** ARNs of principals that may connect, where no ledger says it. */
  readonly principal?: readonly string[];
  /** Region of the endpoints. @default - the customer's, or the service's */
  readonly region?: string;
  /** Folder to write to. @default - below `kits` */
  readonly out?: string;
}
