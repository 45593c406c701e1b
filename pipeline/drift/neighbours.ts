import type { PlanDocument } from "../terraform/plan-document";
import { at, isMapping } from "../values";
import { sameText } from "./same-value";
import { isAllowedByRules, isDirection } from "./security-group-rules";

/** A resource of a stack as it is in AWS. */
interface Found {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A resource that refers to another one, and all that it says. */
interface Referrer {
  readonly type: string;
  readonly says: ReadonlySet<string>;
}

/** What other resources of a stack say of one of them. */
export interface Neighbours {
  /**
   * Whether a resource of its own declares an argument: `aws_vpc_endpoint_policy` does for `policy` of
   * `aws_vpc_endpoint`. Terraform compares that one.
   */
  readonly declare: (argument: string) => boolean;
  /**
   * Whether what an argument has now follows from these resources: each entry that it did not have says only what one
   * of them says too. So policies that are attached to a role stand in its `managed_policy_arns`. An entry in `ingress` or
   * `egress` follows only from rules of the security group in that direction: {@link isAllowedByRules}.
   */
  readonly explain: (argument: string, recorded: unknown, found: unknown) => boolean;
}

/** Makes what looks up the {@link Neighbours} of a resource, by its address. */
export function neighboursIn(plan: PlanDocument): (address: string) => Neighbours {
  const all = resourcesOf(at(plan.prior_state, "values", "root_module"));
  const says = new Map(all.map(({ address, values }) => [address, leavesOf(values)]));
  return (address) => {
    const own = all.find((each) => each.address === address);
    const ids = [own?.values.id, own?.values.arn].filter((each) => typeof each === "string" && each !== "");
    const referrers = all
      .filter((each) => each.address !== address && ids.some((id) => says.get(each.address)?.has(String(id))))
      .map((each): Referrer => ({ type: each.type, says: says.get(each.address) ?? new Set() }));
    return {
      declare: (argument) => referrers.some(({ type }) => type === `${own?.type}_${argument}`),
      explain: (argument, recorded, found) => {
        const entries = entriesOf(recorded);
        const before = new Set(entries.map(sameText));
        const follows = (entry: unknown) =>
          isDirection(argument)
            ? isAllowedByRules(entry, { id: own?.values.id, direction: argument, recorded: entries, resources: all })
            : isSaid(entry, [], referrers);
        return entriesOf(found).every((entry) => before.has(sameText(entry)) || follows(entry));
      },
    };
  };
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

/** The texts and numbers in a value, and whether something is true, as texts. */
function leavesOf(value: unknown, into = new Set<string>()): Set<string> {
  if (isLeaf(value)) into.add(leafText(value));
  else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) leavesOf(each, into);
  return into;
}

/** Whether a value says something: providers read 0, false and an empty text for what is not set. */
function isLeaf(value: unknown): value is string | number | true {
  return (typeof value === "string" && value !== "") || (typeof value === "number" && value !== 0) || value === true;
}

/** A leaf as text: a number as one that is written, and JSON as what it says. */
function leafText(value: string | number | true): string {
  const text = sameText(value);
  return typeof value === "string" && text.startsWith('"') ? value : text;
}

/**
 * Whether a single resource says all of an entry; of lists in it, all of each member and what stands beside them.
 *
 * @param beside what stands beside the entry, as texts.
 */
function isSaid(entry: unknown, beside: readonly string[], referrers: readonly Referrer[]): boolean {
  if (isLeaf(entry)) return saidByOne([...beside, leafText(entry)], referrers);
  if (typeof entry !== "object" || entry === null) return false;
  const members = Object.values(entry);
  const own = [...beside, ...members.filter(isLeaf).map(leafText)];
  const inner = members.filter((each) => sameText(each) !== "" && typeof each === "object").flatMap(entriesOf);
  if (inner.length === 0) return own.length > 0 && saidByOne(own, referrers);
  return inner.every((each) => isSaid(each, own, referrers));
}

function saidByOne(texts: readonly string[], referrers: readonly Referrer[]): boolean {
  return referrers.some(({ says }) => texts.every((text) => says.has(text)));
}
