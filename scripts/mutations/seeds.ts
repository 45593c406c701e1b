import type { Configuration } from "./model";
import { asPlan, type Evaluate, type Plan, type PlanForm } from "./plan-form";
import type { Place } from "./things";

/** A configuration that passes, in both forms, to put ways out into. */
export interface Seed {
  readonly name: string;
  readonly stack: Configuration;
  /** Its plan before anything is there. */
  readonly toCreate: Plan;
  /** Its plan once all is applied, which changes nothing. */
  readonly applied: Plan;
  readonly place: Place;
  /** Another VPC beside it. */
  readonly elsewhere?: Place;
}

/** The seed's plan with a configuration added to it. */
export function planOf(seed: Seed, added: Configuration, form: PlanForm, evaluate: Evaluate): Plan {
  return asPlan(form.isKnown ? seed.applied : seed.toCreate, added, form, evaluate);
}

/** The ids in a plan of what is there, by address. */
export function idsOf(plan: Plan): (address: string) => string {
  const resources = plan.planned_values.root_module.resources ?? [];
  const ids = new Map(resources.map((resource) => identityOf(resource)));
  return (address) => {
    const id = ids.get(address);
    if (id === undefined) throw new Error(`the plan must have ${address}, got: ${[...ids.keys()].join(", ")}`);
    return id;
  };
}

function identityOf(resource: object): readonly [address: string, id: string] {
  const { address, values } = resource as { address: string; values: { id?: string } };
  return [address, values.id ?? ""];
}
