import { join } from "node:path";
import type { Environment } from "../../config/environment";
import type { Leftover } from "../../engine/leftovers";
import type { SynthesisResult } from "../../engine/synthesize";
import { ENGINE } from "../../pipeline/terraform/engine";
import { listed } from "../../support/listed";
import { page } from "../../support/page";
import { shellCommand } from "../../support/shell";
import { shown } from "../../support/shown";
import { colours } from "../colours";
import { handOverText, REVOKED_MEANWHILE, type Successor, successorOf } from "./old-acceptances";
import { externalNow, type ProviderSide, providerSideOf } from "./provider-side";

/** Stacks that have commands of their own before the rest is counted. */
const LISTED = 20;

/** What leftovers are told from. */
export type Left = Pick<SynthesisResult, "leftovers" | "stacks">;

/**
 * Stacks that are no longer declared and are deployed, or may be, with the commands that destroy them, in their order.
 * Of many, those that come first. It is empty once nothing of them is left.
 *
 * @param out output folder.
 * @param environments what is declared.
 */
export function leftoversText(left: Left, out: string, environments: readonly Environment[]): string {
  if (left.leftovers.length === 0) return "";
  const { stacks } = left;
  const leftovers = left.leftovers.slice(0, LISTED);
  const rest = left.leftovers.length - leftovers.length;
  const are = left.leftovers.every(({ deployed }) => deployed === "yes") ? "are still" : "may still be";
  const successors = new Map(leftovers.map((stack) => [stack, successorOf(stack, stacks)]));
  const others = leftovers.filter((stack) => successors.get(stack) === undefined);
  const side = providerSideOf(others, stacks, environments);
  return [
    `\n${colours.yellow("note")}  These stacks are no longer declared, but ${are} deployed.`,
    ...firstText(side),
    ...(others.length === 0 ? [] : [`      Destroy them in this order${options(others)}:`]),
    ...others.flatMap((stack) => [...initialize(stack, out), destroy(stack, out)]),
    ...(side.afterwards.length === 0
      ? []
      : [`      Then deploy ${side.afterwards.join(", ")}: that removes their permission.`]),
    ...[...successors].flatMap(([stack, successor]) => (successor ? acceptanceText(stack, successor, out) : [])),
    ...([...successors.values()].some(Boolean) ? REVOKED_MEANWHILE : []),
    ...handedOver(others, environments),
    ...protectedText(leftovers),
    ...connectedText(others),
    ...unseenText(others, out),
    ...(rest > 0 ? [`      ${rest} more such stacks are listed once these are destroyed.`] : []),
    "",
  ].join("\n");
}

const folderOf = ({ folder }: Leftover, out: string): string => join(shown(out), folder);

/** A command of Terraform in the folder of a stack. */
function terraform(stack: Leftover, out: string, ...words: string[]): string {
  return shellCommand([ENGINE[stack.engine].program, `-chdir=${folderOf(stack, out)}`, ...words]);
}

function initialize(stack: Leftover, out: string): string[] {
  return stack.initialized ? [] : [`  ${terraform(stack, out, "init")}`];
}

function destroy(stack: Leftover, out: string): string {
  return `  ${terraform(stack, out, "destroy", ...(stack.looksUpService ? ["-refresh=false"] : []))}`;
}

/** What the option in the commands is for. */
function options(leftovers: readonly Leftover[]): string {
  return leftovers.some(({ looksUpService }) => looksUpService)
    ? " (-refresh=false: AWS no longer shows the service that the stack looks up)"
    : "";
}

function firstText({ first, acceptors }: ProviderSide): string[] {
  return [
    ...(first.length === 0 ? [] : [`      First deploy ${first.join(", ")}: that revokes their connections.`]),
    ...(acceptors.length === 0
      ? []
      : [
          `      The acceptor of ${acceptors.join(", ")} rejects them in its next run. \`privatelink status\` shows when they are.`,
        ]),
  ];
}

function acceptanceText(stack: Leftover, successor: Successor, out: string): string[] {
  const forget = `${terraform(stack, out, "state", "list")} | grep connection_accepter | xargs ${terraform(stack, out, "state", "rm")}`;
  return [
    ...handOverText(successor, stack.name),
    ...initialize(stack, out),
    `  ${forget}`,
    `  ${shellCommand(["rm", "-r", folderOf(stack, out)])}`,
    "      Destroy it only if all of its connections are to be rejected:",
    destroy(stack, out),
  ];
}

function handedOver(leftovers: readonly Leftover[], environments: readonly Environment[]): string[] {
  const external = new Set(externalNow(environments));
  const names = leftovers.filter(({ name }) => external.has(name)).map(({ name }) => name);
  return names.length === 0
    ? []
    : [
        `      The consumers of ${listed(names)} are external now. They may still use the endpoints. Either give them the states`,
        "      (`terraform state pull`) and delete the folders, or destroy the stacks.",
      ];
}

/** AWS deletes no service with connections, and only AWS knows those that other accounts made. */
function connectedText(leftovers: readonly Leftover[]): string[] {
  return leftovers.some(({ role }) => role === "service" || role === "appliance")
    ? [
        "      If AWS refuses to delete a service (ExistingVpcEndpointConnections), somebody is still connected: see",
        `      "Who is connected" in ${page("docs/operating/consumers.md")}.`,
      ]
    : [];
}

function protectedText(leftovers: readonly Leftover[]): string[] {
  const names = leftovers.filter(({ isProtected }) => isProtected).map(({ name }) => name);
  return names.length === 0
    ? []
    : [
        `      Protected: ${names.join(", ")}. Put back what you removed, with \`protect: false\` or \`preventDestroy: false\`, deploy it, and remove it again.`,
      ];
}

function unseenText(leftovers: readonly Leftover[], out: string): string[] {
  const unseen = leftovers.filter(({ deployed }) => deployed === "unknown");
  const [one] = unseen;
  if (one === undefined) return [];
  return [
    "      Synthesis does not read states that are in S3 or in another workspace. Once this prints nothing, the stack is destroyed:",
    `  ${terraform(one, out, "state", "list")}`,
    "      Then delete the folder, and the stack is no longer listed:",
    ...unseen.map((stack) => `  ${shellCommand(["rm", "-r", folderOf(stack, out)])}`),
  ];
}
