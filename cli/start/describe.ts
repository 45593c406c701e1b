import type { ConsumerSpec } from "../../config/consumer-schema";
import { type Environment, isManaged } from "../../config/environment";
import { stackIsOf } from "../../config/estate/stack-names";
import { DEFAULT_STATE } from "../../ledger/state";
import { counted } from "../../support/counted";
import { today } from "../../support/date";
import { listed } from "../../support/listed";
import { colours } from "../colours";
import { credentialsNotes } from "../credentials";
import { isHubVpc } from "../find-customer";
import { notesOn } from "./notes";

/** Environments that are described before the rest is counted. */
const DESCRIBED = 20;

/** Notes on an environment before the rest is counted. */
const NOTES = 12;

/**
 * What each environment has, and what is to be known about it.
 *
 * @param stacks names of the stacks that were built.
 * @param selected consumers that were built. @default - all
 * @param day the present day (UTC), as YYYY-MM-DD.
 */
export function describe(
  environments: readonly Environment[],
  stacks: readonly string[],
  selected?: readonly string[],
  day: string = today(),
): string {
  const rest = environments.slice(DESCRIBED).map(({ name }) => name);
  return [
    ...environments.slice(0, DESCRIBED).map((environment) => describeOne(environment, stacks, selected, day)),
    ...(rest.length === 0 ? [] : [`\nand ${counted(rest.length, "more environment")}: ${listed(rest)}\n`]),
  ].join("");
}

function describeOne(
  environment: Environment,
  stacks: readonly string[],
  selected: readonly string[] | undefined,
  day: string,
): string {
  const { name, region, services, resources, appliances, hubs, consumers, backend } = environment;
  const shown = Object.entries(consumers).filter(([key]) => selected?.includes(key) ?? true);
  const customers = shown.filter(([, spec]) => !isHubVpc(spec));
  const consumerNames = customers.map(([key, spec]) => consumerText(key, spec));
  const notes = [
    ...credentialsNotes([environment]),
    ...notesOn({ ...environment, consumers: Object.fromEntries(shown) }, day),
  ];
  return [
    `\n${colours.bold(name)}  ${region}, state ${backend.type === "s3" ? `in s3://${backend.bucket}` : "on this machine"}`,
    `  services   ${names(services)}`,
    ...(Object.keys(resources).length === 0 ? [] : [`  resources  ${names(resources)}`]),
    ...(Object.keys(appliances).length === 0 ? [] : [`  appliances ${names(appliances)}`]),
    ...(Object.keys(hubs).length === 0 ? [] : [`  hubs       ${names(hubs)}`]),
    `  consumers  ${listed(consumerNames) || "none"}`,
    `  stacks     ${stacks.filter((stack) => stackIsOf(stack, name)).length}`,
    ...notes.slice(0, NOTES).map((line) => `  ${colours.yellow("note")}       ${line}`),
    ...(notes.length > NOTES ? [`  and ${notes.length - NOTES} more notes`] : []),
    "",
  ].join("\n");
}

/** A consumer with what is not as it is of most. */
function consumerText(name: string, spec: ConsumerSpec): string {
  const marks = [...(isManaged(spec) ? [] : ["external"]), ...(spec.state === DEFAULT_STATE ? [] : [spec.state])];
  return marks.length === 0 ? name : `${name} (${marks.join(", ")})`;
}

function names(of: Readonly<Record<string, unknown>>): string {
  return listed(Object.keys(of)) || "none";
}
