import { isManaged } from "../plan-actions";
import type { PlanDocument } from "../terraform/plan-document";
import type { ResourceSchemas } from "../terraform/resource-schemas";
import { at, isMapping, type Mapping } from "../values";
import { declaring } from "./declaring-types";
import { FILLED, type Filler } from "./filled-lists";
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
export function neighboursIn(
  plan: PlanDocument,
  { expressionsOf, schemas }: { readonly expressionsOf: ExpressionsOf; readonly schemas?: ResourceSchemas | undefined },
): (address: string) => Neighbours {
  const all = foundIn(plan);
  const byAddress = new Map(all.map((each) => [each.address, each]));
  const moved = movedIn(plan, schemas);
  const stable = all.filter(({ address }) => !moved.has(address));
  return (address) => {
    const own = byAddress.get(address);
    const ids = [own?.values.id, own?.values.arn];
    const isNamed = (value: unknown, by = ids) =>
      entriesOf(value).some((each) => typeof each === "string" && each !== "" && by.includes(each));
    return {
      declare: (attribute) => {
        const wanted = declaring(own?.type ?? "", attribute);
        const declares = ({ address, values }: Found) =>
          values[attribute] === undefined || at(expressionsOf(address), attribute) !== undefined;
        return all.some(
          (each) =>
            each.type === wanted?.type && isNamed(each.values[wanted.of], [...ids, own?.values.url]) && declares(each),
        );
      },
      explain: (attribute, recorded, found) => {
        const [before = [], now = []] = [recorded, found].map((each) =>
          entriesOf(each).filter((one) => textOf(one) !== ""),
        );
        const [had, has] = [new Set(before.map(textOf)), new Set(now.map(textOf))];
        if (before.some((entry) => !has.has(textOf(entry)) && isGuard(entry, attribute, own, stable))) return false;
        if (own !== undefined && isSecurityGroup(own.type) && isDirection(attribute)) {
          const allowing = { id: own.values.id, direction: attribute, recorded: before, resources: stable };
          return now.every((entry) => had.has(textOf(entry)) || isAllowedByRules(entry, allowing));
        }
        const filled = (FILLED[own?.type ?? ""]?.[attribute] ?? []).flatMap((filler) => {
          const by = filler.by === undefined ? ids : [own?.values[filler.by]];
          const entries = entriesBy(filler, stable, (value) => isNamed(value, by));
          return entries.map((entry) => ({ entry, isPart: filler.isPart === true }));
        });
        const follows = (one: unknown) =>
          filled.some(({ entry, isPart }) => (isPart ? isPartOf(entry, one) : textOf(entry) === textOf(one)));
        // What is one value was replaced: that it is not there any more is not explained.
        const isGone = !Array.isArray(recorded ?? found) && now.length === 0;
        return !isGone && now.every((entry) => had.has(textOf(entry)) || follows(entry));
      },
    };
  };
}

/** Whether an entry kept something out while it was there: one of a network ACL that denies, or a subnet in an ACL. */
function isGuard(entry: unknown, attribute: string, own: Found | undefined, resources: readonly Found[]): boolean {
  if (own === undefined || !/^aws_(default_)?network_acl$/.test(own.type)) return false;
  if (attribute !== "subnet_ids") return at(entry, "action") === "deny";
  return own.type === "aws_network_acl" && !isInOtherAcl(entry, resources);
}

/** Whether something in the stack put a subnet that left a network ACL into another one. */
function isInOtherAcl(subnet: unknown, others: readonly Found[]): boolean {
  return others.some(
    ({ type, values }) =>
      (type === "aws_network_acl_association" && values.subnet_id === subnet) ||
      (/^aws_(default_)?network_acl$/.test(type) &&
        Array.isArray(values.subnet_ids) &&
        values.subnet_ids.includes(subnet)),
  );
}

function isPartOf(part: unknown, whole: unknown): boolean {
  return (
    isMapping(part) &&
    isMapping(whole) &&
    Object.keys(part).every((name) => sameText(part[name]) === sameText(whole[name]))
  );
}

/** Addresses of the resources of which a user could have changed something besides tags, and it was changed outside. */
function movedIn(plan: PlanDocument, schemas: ResourceSchemas | undefined): Set<string> {
  const moved = (plan.resource_drift ?? []).filter(isManaged).filter(({ type = "", change }) => {
    const [before = {}, after = {}] = [change.before, change.after].map((each) => (isMapping(each) ? each : {}));
    const names = Object.keys({ ...before, ...after }).filter(
      (name) => name !== "tags" && name !== "tags_all" && schemas?.get(type)?.readOnly.has(name) !== true,
    );
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
    .flatMap(({ values }) => entry(values));
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

/** An entry as text, in which a protocol has one name, and ports only where it has ports. */
function textOf(entry: unknown): string {
  if (!isMapping(entry) || entry.protocol === undefined) return sameText(entry);
  const protocol = protocolName(entry.protocol);
  const { from_port, to_port, ...rest } = entry;
  return sameText(protocol === "tcp" || protocol === "udp" ? { ...entry, protocol } : { ...rest, protocol });
}
