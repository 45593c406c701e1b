import { grouped } from "../../policies/checker/report/plan-of-stack";
import { compare } from "../../support/compare";
import type { Destination, Endpoint } from "../stacks/facts";
import type { Unit } from "./consumers";
import { arrowMarks, destinationThing } from "./endpoints";
import { nameRows, thousands } from "./names";
import type { Drawing } from "./scene";

/** Most boxes of consumers that are counted by what they connect to. Of more, each verdict and sign has one box. */
export const MOST_GROUPS = 10;

/** A consumer that is counted, with its endpoints. */
export interface CountedUnit extends Unit {
  readonly endpoints: readonly Endpoint[];
}

/** Draws consumers as boxes that count them: those that connect to the same, with the same verdict and change. */
export function drawGroups(drawing: Drawing, units: readonly CountedUnit[]): void {
  const alike = ({ verdict, sign }: Unit) => JSON.stringify([verdict ?? null, sign ?? null]);
  const fine = grouped(units, (unit) => alike(unit) + JSON.stringify(goals(drawing, unit).sort(compare)));
  const groups = fine.size > MOST_GROUPS ? grouped(units, alike) : fine;
  for (const [key, group] of groups) drawGroup(drawing, key, group, fine.size <= MOST_GROUPS);
}

function drawGroup(drawing: Drawing, key: string, group: readonly CountedUnit[], isSame: boolean): void {
  const { canvas, environment, within } = drawing;
  const { verdict, sign } = group[0] ?? {};
  const accounts = new Set(group.map(({ stack }) => stack.account)).size;
  const what = `${thousands(group.length)} ${group.length === 1 ? "consumer" : "consumers"}`;
  const id = canvas.thing({
    ...{ id: `group/${environment}/${key}`, within, kind: "group", caption: "Consumers", verdict, sign },
    title: `${what}${verdict === undefined || group.length === 1 ? "" : `, all ${verdict}`}`,
    rows: [
      { text: `in ${accounts === 1 ? "1 account" : `${thousands(accounts)} accounts`}, each with a VPC` },
      ...(isSame ? [] : [{ text: "each connects to some of these" }]),
      ...nameRows(group.map(({ stack }) => stack.key)),
    ],
    chips: [],
  });
  for (const destination of destinationsOf(group, isSame))
    canvas.link({ from: id, to: destinationThing(drawing, destination), ...arrowMarks(sign) });
  const reads = new Set(group.flatMap(({ stack }) => stack.reads));
  for (const hub of drawing.hubs.filter(({ name }) => reads.has(name)))
    for (const { address } of hub.endpoints) canvas.link({ from: id, to: `${hub.name}/${address}` });
}

/** What a consumer leads to: services, and hubs. */
function goals({ hubs }: Drawing, { stack, endpoints }: CountedUnit): string[] {
  const through = hubs.filter(({ name }) => stack.reads.includes(name)).map(({ name }) => name);
  return [...new Set([...through, ...endpoints.map(({ destination }) => JSON.stringify(destination))])];
}

/** What consumers connect to, each once. Services of others are only counted where consumers differ. */
function destinationsOf(group: readonly CountedUnit[], isSame: boolean): readonly Destination[] {
  const all = group.flatMap(({ endpoints }) => endpoints.map(({ destination }) => destination));
  const each = [...new Map(all.map((destination) => [JSON.stringify(destination), destination])).values()];
  const others = each.filter(({ to }) => to === "others");
  if (isSame || others.length <= 1) return each;
  return [...each.filter(({ to }) => to !== "others"), { to: "others", name: `${thousands(others.length)} services` }];
}
