import { isManaged } from "../plan-actions";
import type { PlanDocument } from "../terraform/plan-document";
import { at, isMapping, type Mapping } from "../values";
import { declaringType, FILLED, type Filler } from "./filled-lists";
import { sameText } from "./same-value";
import { isAllowedByRules, isDirection, isSecurityGroup, protocolName } from "./security-group-rules";

/** A resource of a stack as it is in AWS. */
export interface Found {
  readonly address: string;
  readonly type: string;
  readonly values: Mapping;
}

/** What other resources of a stack say of one of them. */
export interface Neighbours {
  /**
   * Whether a resource of its own declares an attribute: `aws_vpc_endpoint_policy` does for `policy` of
   * `aws_vpc_endpoint`. Terraform compares that one.
   */
  readonly declare: (attribute: string) => boolean;
  /**
   * Whether what an attribute has now follows from these resources: each entry that it did not have is what a resource
   * of a type that fills the attribute says ({@link FILLED}). So policies that are attached to a role stand in its
   * `managed_policy_arns`. A resource that was itself changed outside explains nothing, and the removal of an entry
   * that denies is never explained.
   *
   * @param recorded what it had; empty: every entry has to follow.
   */
  readonly explain: (attribute: string, recorded: unknown, found: unknown) => boolean;
}

/** Finds the expressions that declare the arguments of a resource, by its address. */
export type ExpressionsOf = (address: string) => unknown;

/** The managed resources of a plan as they are in AWS. */
export function foundIn(plan: PlanDocument): Found[] {
  return resourcesOf(at(plan.prior_state, "values", "root_module"));
}

/** Makes what looks up the {@link Neighbours} of a resource. */
export function neighboursIn(plan: PlanDocument, expressionsOf: ExpressionsOf): (address: string) => Neighbours {
  const all = foundIn(plan);
  const byAddress = new Map(all.map((each) => [each.address, each]));
  const moved = movedIn(plan);
  const stable = all.filter(({ address }) => !moved.has(address));
  return (address) => {
    const own = byAddress.get(address);
    const ids = [own?.values.id, own?.values.arn].filter((each) => typeof each === "string" && each !== "");
    const names = (value: unknown) => entriesOf(value).some((each) => ids.includes(each as string));
    return {
      declare: (attribute) =>
        all.some(
          ({ address, type, values }) =>
            type === declaringType(own?.type ?? "", attribute) &&
            Object.values(values).some(names) &&
            (values[attribute] === undefined || at(expressionsOf(address), attribute) !== undefined),
        ),
      explain: (attribute, recorded, found) => {
        const [before, now] = [recorded, found].map((each) => entriesOf(each).filter((entry) => textOf(entry) !== ""));
        const [had, has] = [before, now].map((entries = []) => new Set(entries.map(textOf))) as [
          Set<string>,
          Set<string>,
        ];
        if (before?.some((entry) => at(entry, "action") === "deny" && !has.has(textOf(entry)))) return false;
        if (own !== undefined && isSecurityGroup(own.type) && isDirection(attribute)) {
          const allowing = { id: own.values.id, direction: attribute, recorded: before ?? [], resources: stable };
          return now?.every((entry) => had.has(textOf(entry)) || isAllowedByRules(entry, allowing)) === true;
        }
        const fillers = FILLED[own?.type ?? ""]?.[attribute];
        const filled = new Set((fillers ?? []).flatMap((filler) => entriesBy(filler, stable, names)).map(textOf));
        // What is one value was replaced: that it is not there any more is not explained.
        const isGone = !Array.isArray(recorded ?? found) && now?.length === 0;
        return !isGone && now?.every((entry) => had.has(textOf(entry)) || filled.has(textOf(entry))) === true;
      },
    };
  };
}

/** Addresses of the resources of which anything but tags was changed outside. */
function movedIn(plan: PlanDocument): Set<string> {
  const moved = (plan.resource_drift ?? []).filter(isManaged).filter(({ change }) => {
    const [before, after] = [change.before, change.after].map((each) => (isMapping(each) ? each : {})) as [
      Mapping,
      Mapping,
    ];
    const names = Object.keys({ ...before, ...after }).filter((name) => name !== "tags" && name !== "tags_all");
    return names.some((name) => sameText(before[name]) !== sameText(after[name]));
  });
  return new Set(moved.map(({ address }) => address));
}

/** The entries that a type of resource puts into an attribute of a resource. @param names whether a value names it. */
function entriesBy(
  { type, of, entry, fills = () => true }: Filler,
  resources: readonly Found[],
  names: (value: unknown) => boolean,
): unknown[] {
  return resources
    .filter((each) => each.type === type && names(each.values[of]) && fills(each.values))
    .map(({ values }) => entry(values));
}

/** The managed resources of a module, and of the modules in it. */
function resourcesOf(module: unknown): Found[] {
  const [resources, modules] = [at(module, "resources"), at(module, "child_modules")].map((each) =>
    Array.isArray(each) ? each : [],
  ) as [unknown[], unknown[]];
  const own = resources.flatMap((each) => {
    const [address, type, values] = [at(each, "address"), at(each, "type"), at(each, "values")];
    const isFound = typeof address === "string" && typeof type === "string" && isMapping(values);
    return isFound && at(each, "mode") !== "data" ? [{ address, type, values }] : [];
  });
  return [...own, ...modules.flatMap(resourcesOf)];
}

function entriesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** An entry as text, in which a protocol has one name. */
function textOf(entry: unknown): string {
  const isNamed = isMapping(entry) && entry.protocol !== undefined;
  return sameText(isNamed ? { ...entry, protocol: protocolName(entry.protocol) } : entry);
}
