import type { Path } from "../overlays/verdicts";
import { pathOf } from "../stacks/configuration";
import type { StackFacts } from "../stacks/facts";
import { gatewayName, isGateway } from "../stacks/networks";
import { type Drawing, signOf } from "./scene";

/** Most ways out of a VPC that are drawn. */
const MOST_PATHS = 4;

/** Draws gateways of a VPC, also those that a change takes away. */
export function drawGateways(drawing: Drawing, stack: StackFacts, within: string): void {
  const removed = drawing.changes.get(stack.name)?.removed ?? [];
  const gone = removed
    .filter(({ type }) => isGateway(type))
    .map(({ address, type }) => ({ address, what: gatewayName(type) }));
  for (const { address, what } of [...stack.gateways, ...gone])
    drawing.canvas.thing({
      ...{
        id: `${stack.name}/${address}`,
        within,
        kind: "gateway",
        caption: capital(what),
        title: pathOf(address).join(" "),
      },
      ...{ rows: [], chips: [], sign: signOf(drawing, stack.name, [address]) },
    });
}

/**
 * Draws the ways out of the VPCs of a stack, step by step as the policies found them. The first step is in the box of
 * the VPC. Nothing says that a client takes the way: no arrow leads from one.
 */
export function drawWaysOut(drawing: Drawing, stack: StackFacts, within: string): void {
  const paths = stack.networks.flatMap(({ address }) => drawing.verdicts?.get(stack.name)?.get(address)?.paths ?? []);
  for (const path of paths.slice(0, MOST_PATHS)) drawPath(drawing, stack, within, path);
  if (paths.length > MOST_PATHS)
    drawing.canvas.thing({
      ...{ id: `${stack.name}/more ways out`, within, kind: "note", caption: "Not drawn", rows: [], chips: [] },
      title: `${paths.length - MOST_PATHS} more ways out`,
    });
}

function drawPath(drawing: Drawing, stack: StackFacts, within: string, { steps, wayOut }: Path): void {
  const { canvas } = drawing;
  const inner = steps.filter(({ step }) => step !== "vpc" && step !== "outside");
  let from = inner.length > 0 ? undefined : drawVpcItself(drawing, stack, within);
  for (const step of steps.filter((each) => each.step !== "vpc")) {
    const id = drawStep(drawing, stack, within, step);
    canvas.mark(id, { wayOut });
    if (from !== undefined) canvas.link({ from, to: id, wayOut });
    from = id;
  }
}

/** A way out on which nothing is between the VPC and the outside. @returns the id of what stands for the VPC. */
function drawVpcItself({ canvas }: Drawing, { name }: StackFacts, within: string): string {
  return canvas.thing({
    ...{ id: `${name}/vpc itself`, within, kind: "step", caption: "The VPC itself", title: "", rows: [], chips: [] },
  });
}

/** @returns the id of the thing. */
function drawStep(
  drawing: Drawing,
  stack: StackFacts,
  within: string,
  { step, address, what }: Path["steps"][number],
): string {
  const { canvas, environment } = drawing;
  if (step === "outside")
    return canvas.thing({
      ...{ id: `outside/${environment}/${what}`, within: drawing.within, kind: "outside", caption: "Outside" },
      ...{ title: what, rows: [], chips: [] },
    });
  return canvas.thing({
    ...{ id: `${stack.name}/${address ?? `${step} ${what}`}`, within, kind: "step", caption: stepName(step) },
    title: address === null ? what : titleOf(stack, address),
    ...{ rows: [], chips: [], sign: address === null ? undefined : signOf(drawing, stack.name, [address]) },
  });
}

function titleOf({ networks }: StackFacts, address: string): string {
  const zone = networks.flatMap(({ zones }) => zones).find((each) => each.address === address);
  return zone === undefined ? pathOf(address).join(" ") : [zone.zone, zone.cidr].join("  ").trim();
}

/** Words of a step that are names: the policies have them in lower case. */
const NAMES: Readonly<Record<string, string>> = {
  eip: "Elastic IP address",
  dns: "DNS",
  ec2: "EC2",
  nat: "NAT",
  vpc: "VPC",
  vpn: "VPN",
};

/** What a step is, as AWS writes it. */
function stepName(step: string): string {
  return capital(
    step
      .split(" ")
      .map((word) => (Object.hasOwn(NAMES, word) ? NAMES[word] : word))
      .join(" "),
  );
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
