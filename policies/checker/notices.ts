import { nearest } from "../../config/nearest";
import { withoutIndexes } from "../../support/addresses";
import { listed } from "../../support/listed";
import { DEFAULT_DATA, type PlacedName, type PolicyData } from "./policy-data";
import type { Notice } from "./report/report-schema";
import { provesNothing } from "./report/words";
import { statusNotices } from "./status-notices";
import type { JudgedVerdict, Verdict } from "./verdict";

/** What a run found, as far as notices need it. */
interface Run {
  readonly data: PolicyData;
  readonly verdicts: readonly Verdict[];
  /** Whether there are more documents than these, which a name may be for. */
  readonly isSelection: boolean;
  /** Files of the folders that were given, which were not judged. */
  readonly leftOut: readonly string[];
}

/** What is to be said of a run as a whole: names that match nothing, nothing examined, files left out. */
export function noticesOf({ data, verdicts, isSelection, leftOut }: Run): Notice[] {
  const judged = verdicts.filter((verdict) => verdict.verdict !== "unjudgeable");
  const isWhole = judged.length === verdicts.length && judged.length > 0;
  return [
    ...(isWhole && !isSelection ? unusedNames(data.names, judged) : []),
    ...statusNotices(data.status, judged, isWhole),
    ...(isWhole ? nothingExamined(data, judged) : []),
    ...data.unread.map(dataNotRead),
    ...leftOutNotice(leftOut),
  ];
}

/** Lists whose entries trust an owner with all that is sent to them: one that matches nothing is not left standing. */
const OF_OWNERS: ReadonlySet<string> = new Set(["allowed_appliance_services", "allowed_service_networks"]);

/**
 * Entries that match nothing in the whole run. An entry of an allow list opens nothing then, and the endpoint that it was
 * meant for fails by itself, so that it is only told; any other changes what is judged, and makes the run fail.
 */
function unusedNames(names: readonly PlacedName[], verdicts: readonly JudgedVerdict[]): Notice[] {
  const unused = names.filter(({ list, index }) =>
    verdicts.every((verdict) => !verdict.names.used[list]?.includes(index)),
  );
  const isAllowed = ({ list }: PlacedName) => list.startsWith("allowed_") && !OF_OWNERS.has(list);
  const lists = new Set(unused.filter(isAllowed).map(({ list }) => list));
  return [
    ...unused.filter((name) => !isAllowed(name)).map((name) => unusedName(name, verdicts)),
    ...[...lists].map((list) =>
      unusedAllowed(
        list,
        unused.filter((name) => name.list === list),
      ),
    ),
  ];
}

function unusedName(entry: PlacedName, verdicts: readonly JudgedVerdict[]): Notice {
  const { list, name, file, line } = entry;
  if (OF_OWNERS.has(list)) {
    const said = `\`${list}\` names \`${name}\`, which matches nothing in this run. ${ownerAdvice(entry, verdicts)}`;
    return { kind: "unused-name", fails: true, message: said, file, line };
  }
  const meant = nearestName(
    name,
    verdicts.flatMap(({ names, consumer_vpcs }) => {
      const seen = names.seen[list] ?? [];
      const consumers = consumer_vpcs.map(({ address }) => address);
      return list === "other_vpcs" ? seen.filter((address) => !consumers.includes(address)) : seen;
    }),
  );
  const advice = meant === undefined ? "Correct the name, or remove it" : `Write \`${meant}\`, or remove the entry`;
  const hidden = name.startsWith("module.")
    ? ". A stack does not show what is in a module: judge its plan as well"
    : "";
  const message = `\`${list}\` names \`${name}\`, which matches nothing in this run. ${advice}${hidden}`;
  return { kind: "unused-name", fails: true, message, file, line };
}

/** What is named beside an entry that matches nothing, before the rest is counted. */
const SHOWN_NAMES = 3;

/** What to do about an entry of an owner: its `stacks` are not those that read the output, or it has a wrong name. */
function ownerAdvice({ list, name, stacks }: PlacedName, verdicts: readonly JudgedVerdict[]): string {
  const readers = verdicts.filter(({ names }) => names.seen[list]?.includes(name)).flatMap(({ stack }) => stack ?? []);
  if (stacks !== undefined && readers.length > 0)
    return `\`stacks\` names ${listed(stacks)}; this output is read by ${listed([...new Set(readers)])}. Correct \`stacks\``;
  const seen = [...new Set(verdicts.flatMap(({ names }) => names.seen[list] ?? []))].sort();
  const meant = nearestName(
    name,
    seen.filter((each) => !isOutput(each)),
  );
  if (meant !== undefined) return `Write \`${meant}\`, or remove the entry`;
  if (seen.length === 0) return "Correct the name, or remove it";
  return `Correct the name, or remove it. Seen in this run: ${listed(
    seen.map((each) => `\`${each}\``),
    SHOWN_NAMES,
  )}`;
}

/** Whether a name is an output in words: neither the name of a service nor an ARN has spaces. */
function isOutput(name: string): boolean {
  return name.includes(" ");
}

/** The address that was most likely meant: one whose parts are each the same, or near. Indexes do not count. */
function nearestName(name: string, seen: readonly string[]): string | undefined {
  const parts = partsOf(name);
  const near = seen.filter((address) => {
    const others = partsOf(address);
    return (
      others.length === parts.length && parts.every((part, index) => nearest(part, [others[index] ?? ""]) !== undefined)
    );
  });
  return near.find((address) => partsOf(address).join(".") === parts.join(".")) ?? nearest(name, near) ?? near[0];
}

/** Names in an address, without indexes. */
function partsOf(address: string): string[] {
  return withoutIndexes(address).split(".");
}

function unusedAllowed(list: string, names: readonly PlacedName[]): Notice {
  const [first] = names;
  const message = `\`${list}\` has entries that match nothing in this run: ${listed(names.map(({ name }) => `\`${name}\``))}`;
  return { kind: "unused-name", fails: false, message, file: first?.file ?? null, line: first?.line ?? null };
}

/** Policy data that asks for consumer VPCs, and a run that has none: nothing that was asked for was looked at. */
function nothingExamined({ config }: PolicyData, verdicts: readonly JudgedVerdict[]): Notice[] {
  const asked = config.strict ? "`strict: true`" : config.consumer_vpcs.length > 0 ? "`consumer_vpcs`" : undefined;
  const hasNone =
    verdicts.every(({ consumer_vpcs, names }) => consumer_vpcs.length === 0 && names.destroyed.length === 0) &&
    verdicts.some(provesNothing);
  if (asked === undefined || !hasNone) return [];
  const message =
    `the policy data asks for consumer VPCs by ${asked}, and no document of this run has one: nothing was examined. ` +
    "Judge the document that has the VPC; a plan shows what modules and data sources become";
  return [{ kind: "nothing-examined", fails: true, message, file: null, line: null }];
}

/** Files that a notice names before it counts the rest. */
const LISTED_FILES = 20;

function leftOutNotice(files: readonly string[]): Notice[] {
  if (files.length === 0) return [];
  const message =
    `these files stand in the folders of this run, and were not judged: ${listed(files, LISTED_FILES)}. To judge a plan, ` +
    "name its JSON (`terraform show -json FILE`). To judge Terraform files, name the JSON of their plan";
  return [{ kind: "not-judged", fails: false, message, file: null, line: null }];
}

/** A file that looks like the default file of policy data and is not read. */
function dataNotRead(file: string): Notice {
  const message = `${file} was not read: without \`--data\`, only ${DEFAULT_DATA} is. Rename it, or name it by \`--data ${file}\``;
  return { kind: "data-not-read", fails: false, message, file, line: null };
}
