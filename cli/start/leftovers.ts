import { join } from "node:path";
import type { Leftover } from "../../stacks/leftovers";
import type { SynthesisResult } from "../../stacks/synthesize";
import { shellCommand } from "../../support/shell";
import { shown } from "../../support/shown";
import { colours } from "../colours";

/**
 * Stacks that are no longer declared and are deployed, or may be, with the commands that destroy them, in their order. It is
 * empty once nothing of them is left.
 *
 * @param out output folder.
 */
export function leftoversText({ leftovers, stacks }: SynthesisResult, out: string): string {
  if (leftovers.length === 0) return "";
  const folder = ({ name }: Leftover) => join(shown(out), "stacks", name);
  const areSeen = leftovers.every(({ deployed }) => deployed === "yes");
  return [
    `\n${colours.yellow("note")}  These stacks are no longer declared, but ${areSeen ? "are" : "may"} still ${areSeen ? "" : "be "}deployed.${revoking(leftovers, stacks)}`,
    "      Destroy them in this order (-refresh=false: what they look up may be gone already):",
    ...leftovers.flatMap((stack) => commands(stack, folder(stack))),
    ...protectedOnes(leftovers),
    ...acceptances(leftovers, stacks),
    ...unseenOnes(leftovers, folder),
    "",
  ].join("\n");
}

function commands({ initialized }: Leftover, folder: string): string[] {
  const terraform = (...words: string[]) => `  ${shellCommand(["terraform", `-chdir=${folder}`, ...words])}`;
  return [...(initialized ? [] : [terraform("init")]), terraform("destroy", "-refresh=false")];
}

/** Who must be deployed first, so that the provider's side lets go of what is destroyed then. */
function revoking(leftovers: readonly Leftover[], stacks: readonly string[]): string {
  const first = leftovers.flatMap(({ name, reads }) =>
    reads.flatMap((each) => (acceptanceOf(each) === name ? [] : [acceptanceOf(each), each])),
  );
  const declared = [...new Set(first)].filter((name) => stacks.includes(name));
  return declared.length === 0 ? "" : ` First deploy ${declared.join(", ")}: that revokes their connections.`;
}

function protectedOnes(leftovers: readonly Leftover[]): string[] {
  const names = leftovers.filter(({ isProtected }) => isProtected).map(({ name }) => name);
  return names.length === 0
    ? []
    : [
        `      Protected: ${names.join(", ")}. Put back what you removed, with \`protect: false\` or \`preventDestroy: false\`, deploy it, and remove it again.`,
      ];
}

/** An acceptance that is no longer declared, of a service that is, may have accepted connections that are to stay. */
function acceptances(leftovers: readonly Leftover[], stacks: readonly string[]): string[] {
  return leftovers
    .filter(({ name, reads }) => reads.some((each) => acceptanceOf(each) === name && stacks.includes(each)))
    .map(
      ({ name }) =>
        `      Destroying ${name} rejects the connections that it accepted: accept them again if they are to stay.`,
    );
}

function acceptanceOf(service: string): string {
  return service.replace(/-(service|appliance)-/, "-acceptance-");
}

function unseenOnes(leftovers: readonly Leftover[], folder: (stack: Leftover) => string): string[] {
  const unseen = leftovers.filter(({ deployed }) => deployed === "unknown");
  const [one] = unseen;
  if (one === undefined) return [];
  return [
    "      Synthesis does not read states that are in S3 or in another workspace. Once this prints nothing, the stack is destroyed:",
    `  ${shellCommand(["terraform", `-chdir=${folder(one)}`, "state", "list"])}`,
    "      Then delete the folder, and the stack is no longer listed:",
    ...unseen.map((stack) => `  ${shellCommand(["rm", "-r", folder(stack)])}`),
  ];
}
