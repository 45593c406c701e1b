import { at, collect } from "../values";

/** A state, and how often it was written. */
export interface StateMark {
  readonly lineage: string;
  readonly serial: number;
}

/** What is read of a state. */
export interface PulledState extends StateMark {
  /** Texts in it that are sensitive. */
  readonly secrets: ReadonlySet<string>;
}

interface State {
  readonly lineage?: unknown;
  readonly serial?: unknown;
  readonly outputs?: Readonly<Record<string, { readonly value?: unknown; readonly sensitive?: boolean }>>;
  readonly resources?: readonly { readonly instances?: readonly Instance[] }[];
}

interface Instance {
  readonly attributes?: unknown;
  /** Paths of attributes. */
  readonly sensitive_attributes?: readonly (readonly { readonly type: string; readonly value: unknown }[])[];
}

/** Reads what `terraform state pull` printed; undefined where it is no state. */
export function pulledState(text: string): PulledState | undefined {
  try {
    const state = JSON.parse(text) as State;
    const { lineage, serial } = state;
    if (typeof lineage !== "string" || typeof serial !== "number" || !Number.isSafeInteger(serial)) return undefined;
    return { lineage, serial, secrets: secretsOf(state) };
  } catch {
    return undefined;
  }
}

function secretsOf({ outputs = {}, resources = [] }: State): Set<string> {
  const secrets = new Set<string>();
  for (const { value, sensitive } of Object.values(outputs)) if (sensitive === true) collect(value, secrets);
  for (const { attributes, sensitive_attributes = [] } of resources.flatMap(({ instances = [] }) => instances))
    for (const path of sensitive_attributes) {
      // Of a path into a list or a set, all that is beneath it.
      const end = path.findIndex(({ type }) => type !== "get_attr");
      const names = path.slice(0, end === -1 ? undefined : end).map(({ value }) => String(value));
      collect(at(attributes, ...names), secrets);
    }
  return secrets;
}
