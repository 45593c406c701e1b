import { counted } from "../../support/counted";
import { type Finding, failure, type Scratch } from "./rehearsal";

/** Kinds of problems of `npm run policy:classification`, as its lines tell them. */
const KINDS = {
  toClassify: /^(aws_\w+) must be classified, for it takes (.*)\. Add an entry/,
  withoutNetwork: /^(aws_\w+) is new in the provider and takes no argument known to be one of a network/,
  newArgument: /^(aws_\w+) takes `([^`]+)` \(([^)]+)\), which its entry does not name/,
  gone: /^(aws_\w+) (?:is not in the provider any more|takes no `).*/,
  foreseen: /^other\.yaml: (?:the provider has|aws_\w+ takes `)/,
} as const;

/** What follows from the others, or from the move. */
const FOLLOWS = /^other\.yaml: provider\.version must be|is not what .* gives\. Run/;

/** Compares the classification with the successor's bindings: what a newer provider adds to judge. */
export async function compareClassification({ processes, env, project }: Scratch): Promise<Finding> {
  const command = ["dist/scripts/policy-classification.js"];
  const ended = await processes.run("node", command, project, env);
  if (ended.code === 0) return { isGood: true, summary: ended.output.trim() };
  const lines = ended.output.split("\n").map((line) => line.trim());
  if (!/^\d+ problems? in the classification:$/.test(lines[0] ?? "")) return failure("policy:classification", ended);
  return classified(lines.slice(1).filter((line) => line !== ""));
}

/**
 * What the problems of a classification come to. An addition is no failure of the move: the policies refuse a type that
 * they do not know. Something that is gone is one, or a problem of another kind.
 */
export function classified(problems: readonly string[]): Finding {
  const of = (kind: keyof typeof KINDS) => problems.flatMap((line) => [KINDS[kind].exec(line) ?? []].filter(isFound));
  const [toClassify, newArguments] = [of("toClassify"), byType(of("newArgument"))];
  const [gone, foreseen] = [of("gone"), of("foreseen")];
  const named = new Set(toClassify.map(([, type]) => type));
  // A new type is told here whatever it takes.
  const withoutNetwork = of("withoutNetwork").filter(([, type]) => !named.has(type));
  const known = [...Object.values(KINDS), FOLLOWS];
  const others = problems.filter((line) => !known.some((pattern) => pattern.test(line)));
  return {
    isGood: gone.length === 0 && others.length === 0,
    summary:
      `${counted(toClassify.length, "type")} to classify, ${counted(withoutNetwork.length, "new type")} without arguments of ` +
      "networks, " +
      `${counted(newArguments.length, "classified type")} with new arguments of networks, ` +
      `${foreseen.length} additions were foreseen, ${gone.length} gone` +
      (others.length === 0 ? "" : `, ${counted(others.length, "other problem")}`),
    details: [
      "Types that take arguments of networks and are not classified, for a reviewer:",
      "",
      ...toClassify.map(([, type = "", taken = ""]) => item(type, whats(taken))),
      "",
      "Classified types with new arguments that look like networks:",
      "",
      ...newArguments.map(([type, taken]) => item(type, taken)),
      ...[...gone.map(([line]) => line), ...others].flatMap((line) => ["", `- ${line}`]),
    ],
  };
}

function isFound(match: readonly string[]): boolean {
  return match.length > 0;
}

/** Longest line of a page. */
const LINE = 120;

/** An item of a list, on two lines where one is too short for it. */
function item(type: string, taken: readonly string[]): string {
  const line = `- \`${type}\`: ${taken.join("; ")}`;
  return line.length <= LINE ? line : line.replace(": ", ":\n  ");
}

/** The kinds of arguments, each once: a VPC, a subnet. */
function whats(taken: string): string[] {
  return [...new Set([...taken.matchAll(/\(([^)]+)\)/g)].map(([, what = ""]) => what))];
}

function byType(matches: readonly (readonly string[])[]): [string, string[]][] {
  const types = new Map<string, Set<string>>();
  for (const [, type = "", , what = ""] of matches) types.set(type, (types.get(type) ?? new Set()).add(what));
  return [...types].map(([type, found]) => [type, [...found]]);
}
