import { withoutIndexes } from "../support/addresses";
import { isObject, type JsonObject } from "../support/json-object";
import { listOf } from "./list-of";

/** What a document says of a VPC, in words of AWS. What it does not say is left out. */
export interface VpcFacts {
  readonly name?: string;
  readonly id?: string;
  readonly account?: string;
  readonly region?: string;
  readonly ranges: readonly string[];
  /** Ranges that AWS chooses, or that are known later. */
  readonly note?: string;
}

/** Numbers of resources that a plan changes, and of all stacks, services by the address of an endpoint. */
export interface PlanChanges {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly destroy: number;
}

/** Whether an address is that of something that is only looked up. */
export function isLookedUp(address: string): boolean {
  return /(^|\.)data\.[^.]+\.[^.]+$/.test(withoutIndexes(address));
}

/** A text that is known: no expression, which has no value yet. */
export function known(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && !value.includes("${") ? value : undefined;
}

/** An account that provider settings leave no doubt about. @param settings `allowed_account_ids`, `assume_role`. */
export function accountOf(settings: JsonObject): string | undefined {
  const [account, ...more] = listOf(settings.allowed_account_ids);
  if (known(account) !== undefined && more.length === 0) return known(account);
  const [role] = listOf(settings.assume_role);
  const arn = isObject(role) ? known(role.role_arn) : undefined;
  return arn === undefined ? undefined : accountInArn(arn);
}

/** The account in an ARN. */
export function accountInArn(arn: string): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
}

/** Ranges, and what is to be said of those that are not known, from the arguments or attributes of a VPC. */
export function rangesOf(values: JsonObject, further: readonly unknown[]): Pick<VpcFacts, "ranges" | "note"> {
  const associated = listOf(values.cidr_block_associations).flatMap((each) =>
    isObject(each) ? [each.cidr_block] : [],
  );
  const all = [values.cidr_block, ...associated, ...further, values.ipv6_cidr_block];
  const ranges = [...new Set(all.flatMap((each) => known(each) ?? []))];
  const isV6Open = values.assign_generated_ipv6_cidr_block === true && known(values.ipv6_cidr_block) === undefined;
  const isV4Open = known(values.cidr_block) === undefined || further.some((each) => known(each) === undefined);
  const open = [
    ...(isV4Open ? ["an IPv4 range that is known later"] : []),
    ...(isV6Open ? ["an IPv6 range that AWS chooses"] : []),
  ];
  return open.length === 0 ? { ranges } : { ranges, note: open.join(", and ") };
}

/** Only what is known of some facts. */
export function onlyKnown<T extends object>(facts: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
