import type { Network, StackFacts } from "../stacks/facts";
import { type Drawing, signOf, verdictOf } from "./scene";

/** The account of a stack. @returns the id of its place. */
export function accountPlace({ canvas, environment, within }: Drawing, { account }: StackFacts): string {
  const title = account === "" ? "not known" : account;
  return canvas.place({
    ...{ id: `account/${environment}/${title}`, within, kind: "account", caption: "Account", title, chips: [] },
  });
}

/** A VPC of a stack. One that several stacks only know stands once. @returns the id of its place. */
export function vpcPlace(drawing: Drawing, stack: StackFacts, network: Network): string {
  const { environment, account, region, key, role } = stack;
  const id =
    network.id === undefined ? `${stack.name}/${network.address}` : `${environment}/${account}/${region}/${network.id}`;
  return drawing.canvas.place({
    ...{ id: `vpc/${id}`, within: accountPlace(drawing, stack), kind: "vpc" },
    caption: role === "hub" ? "Hub VPC" : "VPC",
    title:
      network.id === undefined
        ? [key, network.cidr].filter((each) => each !== undefined).join("  ")
        : titleOf(stack, network.id),
    chips: network.zones.map(({ zone, cidr }) => (cidr === undefined ? zone : `${zone}  ${cidr}`)),
    verdict: network.isConsumers ? verdictOf(drawing, stack.name, network.address) : undefined,
    sign: signOf(drawing, stack.name, [network.address]) ?? wholeSign(drawing, stack),
  });
}

/** A VPC of a consumer is known by the consumer's name; one that services share is not. */
function titleOf({ role, key }: StackFacts, id: string): string {
  return role === "consumer" || role === "hub" ? `${key}  ${id}` : id;
}

/** The sign of a consumer's stack stands at its VPC, also where the VPC itself is only known. */
function wholeSign({ changes }: Drawing, { name, role }: StackFacts) {
  return role === "consumer" || role === "hub" ? changes.get(name)?.sign : undefined;
}

/** The place for things of a stack: its VPC, or its account where it has none. */
export function homeOf(drawing: Drawing, stack: StackFacts): string {
  const [network] = stack.networks;
  return network === undefined ? accountPlace(drawing, stack) : vpcPlace(drawing, stack, network);
}
