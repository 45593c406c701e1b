import { asMapping, isMapping } from "../../config/fields";
import type { DriftedAttribute } from "../drift-file";
import type { Change } from "../terraform/plan-document";

/** Longest value that a report shows, as JSON. */
const LONGEST = 120;

/** An attribute that differs, or an entry of one that is a map. */
export interface Difference {
  readonly name: string;
  /** Undefined where it is not set. */
  readonly recorded: unknown;
  readonly found: unknown;
  /** {@link UNKNOWN} where it is only known once it is applied; {@link UNDECLARED} where nothing declares it. */
  readonly declared: unknown;
  readonly isSensitive: boolean;
  /**
   * Whether it is not as Terraform recorded it. Of a sensitive one nobody knows: it may be so. What only the provider
   * tells follows from something else.
   */
  readonly isOutside: boolean;
}

/** Stands for a value that is not known before it is applied. It equals none. */
const UNKNOWN = Symbol("unknown");

/** Stands for what no configuration says: whatever is found is what Terraform keeps. */
export const UNDECLARED = Symbol("undeclared");

/**
 * What differs of a resource: as it was recorded, as it is, and as it is declared.
 *
 * @param plan what Terraform would do with it.
 * @param drift how it differs from what was recorded. @default - it does not
 * @param readOnly attributes that only the provider tells. @default - nobody knows
 */
export function differencesOf(
  plan: Change,
  drift: Change | undefined,
  readOnly: ReadonlySet<string> = new Set(),
): Difference[] {
  const found = asMapping(plan.before);
  const declared = asMapping(plan.after);
  const recorded = drift === undefined ? found : asMapping(drift.before);
  const sensitive = [plan.before_sensitive, plan.after_sensitive, drift?.before_sensitive].map(asMapping);
  const unknown = asMapping(plan.after_unknown);
  const names = new Set([found, declared, unknown, ...sensitive].flatMap((fields) => Object.keys(fields)));
  const isTold = ({ name, declared }: Field) => declared === UNKNOWN && readOnly.has(name);
  const all = [...names]
    .sort()
    .flatMap((name) =>
      entriesOf({
        ...{ name, recorded: recorded[name], found: found[name] },
        declared: unknown[name] === true ? UNKNOWN : declared[name],
        isSensitive: sensitive.some((marks) => isMarked(marks[name])),
      }),
    )
    .filter(({ found, declared, isSensitive }) => isSensitive || text(found) !== text(declared))
    .map((field) => ({ ...field, isOutside: drift !== undefined && !isTold(field) && isOutside(field) }));
  // What all tags are follows from the tags. Where these are the same, a default tag of the provider differs.
  const hasTags = all.some(({ name }) => isOf(name, "tags"));
  const differences = hasTags ? all.filter(({ name }) => !isOf(name, "tags_all")) : all;
  // What is known only after the apply follows from what differs, if anything does. What was changed outside counts.
  const counts = ({ declared, isOutside }: Difference) => declared !== UNKNOWN || isOutside;
  const isKnown = differences.some((each) => !each.isSensitive && counts(each));
  return isKnown ? differences.filter((each) => each.isSensitive || counts(each)) : differences;
}

/**
 * What a report has of differences: a sensitive attribute, which may differ, only where nothing else does.
 *
 * @param values whether to tell the values.
 */
export function shownAttributes(differences: readonly Difference[], values: boolean): DriftedAttribute[] {
  const told = differences.filter(
    ({ isSensitive, isOutside, declared }) => !isSensitive && (isOutside || declared !== UNKNOWN),
  );
  return (told.length > 0 ? told : differences).map(({ name, isSensitive, recorded, found, declared }) => {
    if (isSensitive) return { name, hidden: "sensitive" };
    const mark = declared === UNDECLARED ? { undeclared: true as const } : {};
    if (!values) return { name, hidden: "not-asked", ...mark };
    const known = Object.entries({ recorded, found, declared }).filter(
      ([, value]) => value !== UNKNOWN && value !== UNDECLARED && value !== undefined,
    );
    if (known.some(([, value]) => JSON.stringify(value).length > LONGEST)) return { name, hidden: "long", ...mark };
    return { name, hidden: null, ...Object.fromEntries(known), ...mark };
  });
}

/** Whether a name is that of an argument, or of an entry of it. */
function isOf(name: string, argument: string): boolean {
  return name === argument || name.startsWith(`${argument}.`);
}

type Field = Omit<Difference, "isOutside">;

/** The entries of a map one by one; any other attribute as a whole. */
function entriesOf(field: Field): Field[] {
  const { name, recorded, found, declared } = field;
  if (field.isSensitive || !isMapping(found) || !isMapping(declared)) return [field];
  const before = asMapping(recorded);
  return [...new Set([...Object.keys(found), ...Object.keys(declared)])].sort().map((key) => ({
    ...field,
    ...{ name: `${name}.${key}`, recorded: before[key], found: found[key], declared: declared[key] },
  }));
}

function isOutside({ isSensitive, recorded, found }: Field): boolean {
  return isSensitive || text(recorded) !== text(found);
}

/** A value as text, in which what Terraform takes for the same is the same. */
function text(value: unknown): string {
  return value === UNKNOWN ? "unknown" : JSON.stringify(value ?? null);
}

/** Whether marks, as a plan has them beside its values, mark anything. */
export function isMarked(marks: unknown): boolean {
  return typeof marks === "object" && marks !== null ? Object.values(marks).some(isMarked) : marks === true;
}
