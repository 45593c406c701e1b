/** The keys of a connection that name endpoints. */
interface EndpointKeys {
  readonly endpointId?: string | undefined;
  readonly endpointIds?: readonly string[] | undefined;
}

/** Ids of the endpoints that a connection names under both keys, sorted; undefined where it names none. */
export function namedEndpoints({ endpointId, endpointIds }: EndpointKeys): readonly string[] | undefined {
  if (endpointId === undefined && endpointIds === undefined) return undefined;
  return [...(endpointId === undefined ? [] : [endpointId]), ...(endpointIds ?? [])].sort();
}
