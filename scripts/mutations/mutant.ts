import type { Hidden, Hiding } from "./hiding";
import { type Body, type Configuration, together } from "./model";
import type { Evaluate } from "./plan-form";
import { type Place, type Reference, referenceFor } from "./things";
import { placed, type WayOut } from "./ways-out";

/** What is added to a configuration that passes, so that it must not any more. */
export interface Mutant {
  readonly added: Configuration;
  /** What its expressions are once everything is there. */
  readonly evaluate: Evaluate;
}

/** A way out in a place, with the reference to the place hidden. The resource is called `mutation`. */
export function mutantOf(way: WayOut, place: Place, hiding: Hiding): Mutant {
  if (way.placedBy === undefined) return { added: resource(way, way.body), evaluate: evaluator(place) };
  const reference = referenceFor(way.placedBy, place);
  const hidden = hiding.hide(reference.expression, reference.value);
  const body = { ...hidden.meta, ...placed(way, hidden.text) };
  return {
    added: together(UNKNOWN, reference.more, hidden.more, resource(way, body)),
    evaluate: evaluator(place, reference, hidden),
  };
}

/** What unknown values come from. */
const UNKNOWN: Configuration = { variable: { unknown: {} } };

function resource({ type }: WayOut, body: Body): Configuration {
  return { resource: { [type]: { mutation: body } } };
}

function evaluator(place: Place, reference?: Reference, hidden?: Hidden): Evaluate {
  const known = new Map(Object.values(place).map(({ address, id }) => [`\${${address}.id}`, id]));
  if (reference !== undefined) {
    known.set(`\${${reference.expression}}`, reference.value);
    if (hidden !== undefined) known.set(hidden.text, reference.value);
  }
  return (text) => known.get(text) ?? known.get(text.replace(".id}", ".arn}"));
}
