/** Formats of a status report. */
export const STATUS_FORMATS = ["text", "json", "markdown", "csv"] as const;

/** A format of a status report. */
export type StatusFormat = (typeof STATUS_FORMATS)[number];

/** What is read, and of which day, of `status` and `reconcile`. */
export interface EstateOptions {
  /** Folder of the environments. */
  readonly environments: string;
  /** Environments. @default - all */
  readonly env?: readonly string[] | undefined;
  /** Keys of services or appliances. @default - all */
  readonly service?: readonly string[] | undefined;
  /** Names of customers. @default - all */
  readonly consumer?: readonly string[] | undefined;
  /** Day (UTC) by which accesses end, as YYYY-MM-DD. @default - today */
  readonly now?: string | undefined;
}

/** Options of `status`. */
export interface StatusOptions extends EstateOptions {
  readonly format: StatusFormat;
  /** File for the report. @default - standard output */
  readonly output?: string | undefined;
  /** States and plans, or folders of them, to read instead of asking AWS. @default - AWS is asked */
  readonly from?: readonly string[] | undefined;
  /** Whether AWS is asked with `delivery.planRole` of environments that have it. @default false: with `role` */
  readonly planRole?: boolean | undefined;
  /** Whether to ask again until the customers are connected. @default false */
  readonly watch?: boolean | undefined;
  /** Milliseconds after which `watch` gives up. */
  readonly timeout: number;
}
