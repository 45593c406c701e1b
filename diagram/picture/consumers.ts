import { compare } from "../../support/compare";
import type { StackFacts } from "../stacks/facts";
import { allEndpoints, drawEndpoints } from "./endpoints";
import { drawGroups } from "./groups";
import type { Sign, Verdict } from "./picture";
import { homeOf, vpcPlace } from "./places";
import { type Drawing, signOf, verdictOf } from "./scene";
import { drawGateways, drawWaysOut } from "./ways-out";

/** A consumer, with what decides whether it is drawn or counted. */
export interface Unit {
  readonly stack: StackFacts;
  readonly verdict: Verdict | undefined;
  readonly sign: Sign | undefined;
}

/** Most consumers with something to see that are drawn one by one where the others are counted. */
const MOST_NOTABLE = 8;

const RANKS: readonly (Verdict | undefined)[] = ["VIOLATED", "UNPROVEN"];

/**
 * Draws the consumers of an environment. Where there are many, those that are violated, unproven or changed are drawn
 * one by one, and the others are counted.
 */
export function drawConsumers(drawing: Drawing): void {
  const units = drawing.stacks.filter(({ role }) => role === "consumer").map((stack) => unitOf(drawing, stack));
  if (units.length <= drawing.mostConsumers) {
    for (const { stack } of units) drawConsumer(drawing, stack);
    return;
  }
  const notable = units
    .filter((unit) => rankOf(unit) < REST)
    .sort((a, b) => rankOf(a) - rankOf(b) || compare(a.stack.name, b.stack.name));
  const drawn = new Set(notable.slice(0, Math.min(MOST_NOTABLE, drawing.mostConsumers)));
  for (const unit of units.filter((each) => drawn.has(each))) drawConsumer(drawing, unit.stack);
  drawGroups(
    drawing,
    units.filter((unit) => !drawn.has(unit)).map((unit) => ({ ...unit, endpoints: allEndpoints(drawing, unit.stack) })),
  );
}

function unitOf(drawing: Drawing, stack: StackFacts): Unit {
  const judged = stack.networks.filter(({ isConsumers }) => isConsumers);
  const verdicts = judged.map(({ address }) => verdictOf(drawing, stack.name, address));
  const verdict = [...RANKS, "NOT JUDGED" as const].find((each) => verdicts.includes(each)) ?? verdicts[0];
  return { stack, verdict, sign: drawing.changes.get(stack.name)?.sign };
}

const REST = RANKS.length + 1;

/** Lower is drawn first. */
function rankOf({ verdict, sign }: Unit): number {
  const rank = RANKS.indexOf(verdict);
  return rank >= 0 ? rank : sign === undefined ? REST : RANKS.length;
}

/** Draws a consumer, or what stands for a VPC of a hub. */
export function drawConsumer(drawing: Drawing, stack: StackFacts): void {
  const { canvas } = drawing;
  for (const network of stack.networks) vpcPlace(drawing, stack, network);
  const within = homeOf(drawing, stack);
  const client = drawClient(drawing, stack, within);
  for (const endpoint of drawEndpoints(drawing, stack, within))
    if (client !== undefined) canvas.link({ from: client, to: endpoint, sign: canvas.thingAt(endpoint)?.sign });
  drawGateways(drawing, stack, within);
  drawHubs(drawing, stack, client ?? placeholder(drawing, stack, within));
  drawWaysOut(drawing, stack, within);
}

function drawClient({ canvas, changes }: Drawing, { name, clients }: StackFacts, within: string): string | undefined {
  if (clients.length === 0) return undefined;
  const sign = (address: string) => signOf({ changes }, name, [address]);
  return canvas.thing({
    ...{
      id: `${name}/clients`,
      within,
      kind: "client",
      caption: clients.length === 1 ? "Client" : "Clients",
      title: "",
    },
    ...{ rows: clients.map(({ what, address }) => ({ text: what, sign: sign(address) })), chips: [] },
    ...{ sign: sameSign(clients.map(({ address }) => sign(address))) },
  });
}

/** The sign that all have. */
function sameSign(signs: readonly (Sign | undefined)[]): Sign | undefined {
  return new Set(signs).size === 1 ? signs[0] : undefined;
}

/** A VPC without anything in it is not drawn by itself. @returns the id of what stands in it. */
function placeholder({ canvas }: Drawing, { name }: StackFacts, within: string): string {
  const [first] = canvas.thingsWithin(within);
  if (first !== undefined) return first.id;
  return canvas.thing({
    ...{
      id: `${name}/nothing`,
      within,
      kind: "note",
      caption: "",
      title: "no endpoint of its own",
      rows: [],
      chips: [],
    },
  });
}

/** Arrows to the endpoints of the hubs that a consumer connects through. */
function drawHubs({ canvas, hubs }: Drawing, { reads }: StackFacts, from: string): void {
  for (const hub of hubs.filter(({ name }) => reads.includes(name)))
    for (const { address } of hub.endpoints)
      canvas.link({ from, to: `${hub.name}/${address}`, label: "by a path to the hub" });
}
