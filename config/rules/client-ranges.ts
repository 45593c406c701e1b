import { type Cidr, isCovered, parseCidr } from "../../modules/aws/cidr";
import type { ConnectionDraft, ConsumerDraft, EnvironmentDraft, ServiceDraft } from "../draft";
import type { Problem } from "../problem";
import type { Rule } from "./rule";

/**
 * Where a service enforces rules on PrivateLink, they let in the clients of every consumer: one that is not would find its
 * endpoint available and its connections dropped, without a word to either side.
 */
export const clientRangeRule: Rule = ({ services, consumers }: EnvironmentDraft) =>
  consumers.flatMap((consumer) =>
    [...consumer.connections].flatMap(([name, connection]) => {
      const service = services?.get(connection?.service ?? "");
      return connection && service ? dropped(consumer, name, connection, service) : [];
    }),
  );

function dropped(
  { file, external, vpc }: ConsumerDraft,
  name: string,
  connection: ConnectionDraft,
  { privateLinkRules }: ServiceDraft,
): Problem[] {
  const from = Object.values(privateLinkRules?.from ?? {});
  if (!privateLinkRules?.enforce || from.length === 0) return [];
  const { letIn, shown, unknown } = letInBy(privateLinkRules);
  const path = ["connections", name];
  const key = external ? "clientRanges" : "allowFrom";
  const given = external ? connection.clientRanges : connection.allowFrom;
  const expected = `clients that service ${connection.service} lets in: its \`privateLinkRules\` drop all but those in ${shown.join(", ")}, without a word`;
  const fix =
    unknown === undefined
      ? "put the range under `loadBalancer.privateLinkRules.from` of the service, too"
      : `put the range under \`loadBalancer.privateLinkRules.from\` of the service, too; or, where a prefix list has it, under \`loadBalancer.privateLinkRules.prefixLists.${unknown}.ranges\``;
  const outside = (text: string) => {
    const range = parseCidr(text);
    return typeof range !== "string" && !isCovered(range, letIn);
  };
  const problems = (given ?? []).flatMap((range, index) =>
    outside(range) ? [file.problemAt([...path, key, index], expected, fix)] : [],
  );
  if (external)
    return given === undefined
      ? [
          file.problemAt(
            path,
            `\`clientRanges\`: ${expected}`,
            "ask the consumer for the private ranges of their clients",
          ),
        ]
      : problems;
  // Security groups and prefix lists may hold any address of the VPC, but for a list that the service lets in itself.
  const anywhere =
    given === undefined || given.some((source) => typeof parseCidr(source) === "string" && !from.includes(source));
  // The client application may run anywhere in a VPC that is made; in one that exists, its alarm tells.
  const withClient = vpc?.cidr !== undefined && file.valueAt(["client"]) !== false;
  if (vpc === undefined || !(anywhere || withClient)) return problems;
  if (vpc.cidr === undefined)
    return [
      ...problems,
      file.problemAt(
        path,
        `\`allowFrom\` with ranges alone, since those of a VPC that exists are not known here: ${expected}`,
        "name the ranges of the clients under `allowFrom`",
      ),
    ];
  return outside(vpc.cidr)
    ? [...problems, file.problemAt(path, expected, fix, `clients anywhere in ${vpc.cidr}`)]
    : problems;
}

/** What the rules of a service let in, as far as its file tells. */
interface LetIn {
  /** Ranges, of prefix lists too. */
  readonly letIn: readonly Cidr[];
  /** What reports list: ranges, and prefix lists with theirs. */
  readonly shown: readonly string[];
  /** Name of a prefix list whose ranges the file does not tell. */
  readonly unknown?: string | undefined;
}

function letInBy({ from = {}, prefixLists = {} }: NonNullable<ServiceDraft["privateLinkRules"]>): LetIn {
  const sources = Object.entries(from).map(([name, source]) => {
    const isRange = typeof parseCidr(source) !== "string";
    return { name, source, isRange, ranges: isRange ? [source] : prefixLists[name]?.ranges };
  });
  const texts = sources.flatMap(({ ranges = [] }) => ranges);
  return {
    letIn: texts.map(parseCidr).filter((range): range is Cidr => typeof range !== "string"),
    shown: sources.map(({ source, isRange, ranges }) =>
      isRange ? source : `${source} (${ranges?.join(", ") ?? "ranges not known here"})`,
    ),
    unknown: sources.find(({ ranges }) => ranges === undefined)?.name,
  };
}
