import { TerraformElement, TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";

/** A `moved` block of Terraform. */
interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * Moves the resources of a construct, and that construct if it is a resource, from the addresses that they had under former
 * ids. Without this, Terraform destroys them and creates others.
 *
 * A resource can be moved from only one address. So the moves are a chain: from the oldest id to the next, and at last to
 * the present one. A state that has any of the former addresses gets the present one.
 *
 * @param formerIds ids that the construct had in its scope, oldest first.
 */
export function moveFrom(construct: Construct, formerIds: readonly string[]): void {
  const { scope } = construct.node;
  if (scope === undefined) throw new Error(`${construct.node.path} is in no scope`);
  const depth = construct.node.scopes.length;
  const resources = construct.node.findAll().filter((each) => TerraformResource.isTerraformResource(each));
  const former = formerIds.map((id) => formerAddresses(scope, id, depth, resources));
  const addresses = [...former, resources.map((each) => addressOf(each.terraformResourceType, each))];
  const moves = former.flatMap((froms, step) =>
    froms.map((from, index): Move => ({ from, to: addresses[step + 1]?.[index] as string })),
  );
  if (moves.length > 0) new Moves(construct, "moved", moves);
}

/** Addresses that resources have where the construct that holds them has another id. */
function formerAddresses(
  scope: Construct,
  formerId: string,
  depth: number,
  resources: readonly TerraformResource[],
): string[] {
  // These constructs stand only for their ids, until the addresses are read.
  const former = new Construct(scope, formerId);
  const addresses = resources.map((resource) => {
    const ids = resource.node.scopes.slice(depth).map(({ node }) => node.id);
    const place = ids.reduce<Construct>(
      (within, id) => (within.node.tryFindChild(id) as Construct | undefined) ?? new Construct(within, id),
      former,
    );
    return addressOf(resource.terraformResourceType, place);
  });
  scope.node.tryRemoveChild(formerId);
  return addresses;
}

function addressOf(type: string, { node }: Construct): string {
  return `${type}.${TerraformStack.of(node.scope as Construct).getLogicalId(node)}`;
}

/** `moved` blocks: a resource of cdktf can have only one. */
class Moves extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly moves: readonly Move[],
  ) {
    super(scope, id);
  }

  override toTerraform(): { readonly moved: readonly Move[] } {
    return { moved: this.moves };
  }
}
