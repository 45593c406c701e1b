import type { Decoy, Hidden, Hiding } from "./hiding";
import { type Body, type Configuration, together } from "./model";
import type { Evaluate } from "./plan-form";
import { type Place, type Reference, referenceFor, type Thing } from "./things";
import { placed, type WayOut } from "./ways-out";

/** What is added to a configuration that passes, so that it must not any more. */
export interface Mutant {
  readonly added: Configuration;
  /** What its expressions are once everything is there. */
  readonly evaluate: Evaluate;
}

/**
 * A way out in a place, with the reference to the place hidden. The resource is called `mutation`.
 *
 * @param elsewhere another VPC, which the reference could be taken for.
 * @param shape writes its arguments in another manner.
 */
export function mutantOf(
  way: WayOut,
  place: Place,
  hiding: Hiding,
  elsewhere?: Place,
  shape: (body: Body) => Body = (body) => body,
): Mutant {
  if (way.placedBy === undefined) return { added: resource(way, way.body), evaluate: evaluator([place]) };
  const reference = referenceFor(way.placedBy, place);
  const hidden = hiding.hide(reference.expression, reference.value, decoyFor(way.placedBy, elsewhere));
  const body = { ...hidden.meta, ...placed(way, hidden.text) };
  return {
    added: together(UNKNOWN, reference.more, hidden.more, resource(way, shape(body))),
    evaluate: evaluator([place, elsewhere], reference, hidden),
  };
}

function decoyFor(argument: string, elsewhere: Place | undefined): Decoy {
  if (elsewhere === undefined) return { expression: '"elsewhere-0123456789abcdef0"', vpc: "vpc-0e15e0e15e0e15e0e" };
  const { expression, more } = referenceFor(argument, elsewhere);
  const isThere = Object.keys(more).length === 0;
  return { expression: isThere ? expression : '"elsewhere-0123456789abcdef0"', vpc: `\${${elsewhere.vpc.address}.id}` };
}

/** What unknown values come from. */
const UNKNOWN: Configuration = { variable: { unknown: {} } };

function resource({ type }: WayOut, body: Body): Configuration {
  return { resource: { [type]: { mutation: body } } };
}

function evaluator(places: readonly (Place | undefined)[], reference?: Reference, hidden?: Hidden): Evaluate {
  const things = places.flatMap((place): Thing[] => (place === undefined ? [] : Object.values(place)));
  const known = new Map(things.map(({ address, id }) => [`\${${address}.id}`, id]));
  if (reference !== undefined) {
    known.set(`\${${reference.expression}}`, reference.value);
    if (hidden !== undefined) known.set(hidden.text, reference.value);
  }
  return (text) => known.get(text) ?? known.get(text.replace(".id}", ".arn}"));
}
