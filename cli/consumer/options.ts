import type { State } from "../../ledger/state";

/** Options that each `consumer` command has. */
export interface ConsumerOptions {
  /** Folder of the environments. */
  readonly environments: string;
  /** Environment of the customer. @default - the only one that has the customer */
  readonly env?: string;
}

/** Options of `consumer allow`, `drain` and `revoke`. */
export interface StateOptions extends ConsumerOptions {
  /** Day (UTC) on which the command runs. @default - today */
  readonly now?: string;
  readonly reason?: string;
  /** Last day of the access; `none` removes it. */
  readonly until?: string;
}

/** Options of `consumer allow`. */
export interface AllowOptions extends StateOptions {
  /** Id of the customer's endpoint, once they have told it. */
  readonly endpointId?: string;
  /** Connection of the endpoint. @default - the only one */
  readonly connection?: string;
}

/** Options of `consumer revoke`. */
export interface RevokeOptions extends StateOptions {
  /** Revokes every customer whose access has ended. */
  readonly ended?: boolean;
}

/** Options of `consumer add`. */
export interface AddOptions extends StateOptions {
  readonly account: readonly string[];
  readonly principal?: readonly string[];
  /** Keys of services, resources or appliances. */
  readonly service: readonly string[];
  readonly contact?: string;
  readonly state?: State;
  /** Table in the `consumers/` folder that gets a row. @default - a file of the customer's own */
  readonly to?: string;
}

/** What a `consumer` command is to do. */
export type ConsumerRequest =
  | { readonly action: "allow"; readonly name: string; readonly options: AllowOptions }
  | { readonly action: "drain"; readonly name: string; readonly options: StateOptions }
  | { readonly action: "revoke"; readonly name: string | undefined; readonly options: RevokeOptions }
  | { readonly action: "add"; readonly name: string; readonly options: AddOptions }
  | { readonly action: "show"; readonly name: string; readonly options: ConsumerOptions };

/** The value of `--until` that removes the last day. */
export const NO_END = "none";
