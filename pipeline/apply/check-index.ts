import { stackIsOf } from "../../config/estate/stack-names";
import { REMOVED } from "../../engine/removed";
import { STACKS } from "../../engine/stack-files";
import { listed } from "../../support/listed";
import type { OrderedStack, OrderFile } from "../order-file";
import { ENGINE, engineOf } from "../terraform/engine";
import type { Refusal } from "./refusal";
import type { ReviewedStack } from "./reviewed-plans";

/**
 * What is wrong with plans by their indexes and the order of deployment: nothing is read or run for it.
 *
 * @param stacks those of the environments that are selected.
 */
export function indexRefusals(stacks: readonly ReviewedStack[], order: OrderFile): Refusal[] {
  const ordered = new Map(order.stacks.map((stack) => [stack.name, stack]));
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  return [
    ...twice(stacks),
    ...stacks.flatMap((stack) => [
      ...nameRefusals(stack),
      ...resultRefusals(stack),
      ...orderRefusals(stack, ordered.get(stack.name)),
      ...waveRefusals(stack, byName),
    ]),
  ];
}

function twice(stacks: readonly ReviewedStack[]): Refusal[] {
  const first = new Map<string, ReviewedStack>();
  for (const stack of stacks) if (!first.has(stack.name)) first.set(stack.name, stack);
  const repeated = stacks.filter((stack) => first.get(stack.name) !== stack).map(({ name }) => name);
  return [...new Set(repeated)].map((about) => ({
    about,
    expected: "each stack in one folder of plans",
    found: "it is there twice",
    fix: "name only the folders of plans that belong together",
  }));
}

/** Names and folders become paths: they lead nowhere else. A stack is of the environment that it is selected by. */
function nameRefusals({ name, folder, mode, environment }: ReviewedStack): Refusal[] {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name))
    return [{ about: name, expected: "the name of a stack: letters, digits and hyphens", found: "another text" }];
  if (!stackIsOf(name, environment))
    return [
      { about: name, expected: `a stack of the environment ${environment}, as its index says`, found: "another name" },
    ];
  const expected = `${mode === "apply" ? STACKS : REMOVED}/${name}`;
  return folder === expected ? [] : [{ about: name, expected: `the folder ${expected}`, found: folder }];
}

function resultRefusals({ name, result, reason, plan_digest, waits_for }: ReviewedStack): Refusal[] {
  if (result === "failed")
    return [{ about: name, expected: "a plan", found: `planning failed: ${reason ?? "the index does not say why"}` }];
  if (result === "planned" && plan_digest === null)
    return [{ about: name, expected: "the digest of its plan in the index", found: "none" }];
  if (result !== "deferred" && waits_for.length > 0)
    return [{ about: name, expected: "only deferred stacks to wait", found: `it waits for ${listed(waits_for)}` }];
  return [];
}

/** A stack is still declared as it was planned; one that is to be destroyed is declared no more. */
function orderRefusals(stack: ReviewedStack, ordered: OrderedStack | undefined): Refusal[] {
  const { name: about, mode } = stack;
  if (mode === "destroy")
    return ordered === undefined
      ? []
      : [{ about, expected: "that it is no longer declared, for it is to be destroyed", found: "it is declared" }];
  if (ordered === undefined) return [{ about, expected: "the stack in order.json", found: "it is not there" }];
  const differing = (["environment", "kind", "account", "region", "folder"] as const).filter(
    (key) => ordered[key] !== stack[key],
  );
  const isSame = ordered.dependencies.join("\n") === stack.dependencies.join("\n");
  return [
    ...(engineOf(ordered) === engineOf(stack)
      ? []
      : [
          {
            about,
            expected: `a plan of ${ENGINE[engineOf(ordered)].title}, as \`terraform.engine\` of ${stack.environment} says`,
            found: `one of ${ENGINE[engineOf(stack)].title}`,
            fix: "plan again, and review the new plans",
          },
        ]),
    ...differing.map((key) => ({
      about,
      expected: `the ${key} that it was planned with: ${stack[key]}`,
      found: `${ordered[key]} in order.json`,
    })),
    ...(isSame
      ? []
      : [
          {
            about,
            expected: `the dependencies that it was planned with: ${listed(stack.dependencies) || "none"}`,
            found: `${listed(ordered.dependencies) || "none"} in order.json`,
          },
        ]),
  ];
}

/** The waves of an index are an order: what a stack depends on is in an earlier one. */
function waveRefusals(stack: ReviewedStack, byName: ReadonlyMap<string, ReviewedStack>): Refusal[] {
  return stack.dependencies.flatMap((name) => {
    const other = byName.get(name);
    if (other === undefined || other.mode !== stack.mode || other.wave < stack.wave) return [];
    const expected = `a wave before ${stack.wave} for ${name}, which it depends on`;
    return [{ about: stack.name, expected, found: `wave ${other.wave}` }];
  });
}
