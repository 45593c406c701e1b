import { TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { ListenerProblem } from "./listener-problem";
import type { NamedListener } from "./listener-rule";

/**
 * Says that a resource, and those in its scope, had other addresses when their construct had another id. Terraform then moves
 * them in the state, where it would else destroy them and make others.
 */
export function moveFrom(resource: TerraformResource, formerId: string): void {
  const { scope } = resource.node;
  if (scope === undefined) throw new Error(`${resource.node.path} is in no scope`);
  // The former constructs stand for their ids only until these are read.
  const former = new Construct(scope, formerId);
  const stack = TerraformStack.of(resource);
  const depth = resource.node.scopes.length;
  for (const each of resource.node.findAll())
    if (TerraformResource.isTerraformResource(each)) {
      const ids = each.node.scopes.slice(depth).map(({ node }) => node.id);
      const place = ids.reduce<Construct>(
        (within, id) => (within.node.tryFindChild(id) as Construct | undefined) ?? new Construct(within, id),
        former,
      );
      each.moveFromId(`${each.terraformResourceType}.${stack.getLogicalId(place.node)}`);
    }
  scope.node.tryRemoveChild(formerId);
}

/** What is wrong with the keys that listeners say they had before. */
export function renameProblems(listeners: readonly NamedListener[]): (ListenerProblem & { readonly name: string })[] {
  const names = new Set(listeners.map(({ name }) => name));
  const holders = new Map<unknown, string>();
  return listeners.flatMap(({ name, listener: { renamedFrom } }) => {
    if (renamedFrom === undefined) return [];
    const holder = holders.get(renamedFrom);
    if (holder === undefined) holders.set(renamedFrom, name);
    const expected = names.has(renamedFrom as string)
      ? "the former key of this listener, which no listener has now"
      : holder === undefined
        ? undefined
        : `a former key other than that of listener ${holder}`;
    return expected === undefined ? [] : [{ name, path: ["renamedFrom"], expected }];
  });
}
