/** What a plan does with a thing. */
export type Action = "no-op" | "create" | "read" | "update" | "delete" | "forget" | "open";

/** A change of a value, as `terraform show -json` gives it. */
export interface Change {
  readonly actions: readonly Action[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly importing?: unknown;
}

/** A change of a resource. */
export interface ResourceChange {
  readonly address: string;
  readonly mode?: string;
  readonly type?: string;
  readonly name?: string;
  readonly deposed?: string;
  readonly change: Change;
}

/** A plan as `terraform show -json` prints it: what is read of it here. All else is there as well. */
export interface PlanDocument {
  readonly format_version: string;
  readonly terraform_version?: string;
  readonly variables?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly resource_changes?: readonly ResourceChange[];
  readonly resource_drift?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, Change>>;
  readonly planned_values?: unknown;
  readonly prior_state?: unknown;
  readonly configuration?: unknown;
  readonly errored?: boolean;
}

/** A text that should be a plan as JSON. @throws an error that says in a line what it is instead. */
export function planDocument(text: string): PlanDocument {
  const document = JSON.parse(text) as PlanDocument | null;
  if (typeof document !== "object" || document === null || typeof document.format_version !== "string")
    throw new Error("it is no plan: it has no format_version");
  for (const { address, change } of [...(document.resource_changes ?? []), ...(document.resource_drift ?? [])])
    if (typeof address !== "string" || !Array.isArray(change?.actions))
      throw new Error("it is no plan: a change has no address or no actions");
  return document;
}
