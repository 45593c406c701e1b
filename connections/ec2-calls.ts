/** A connection, as `DescribeVpcEndpointConnections` answers it. AWS may leave out every field. */
export interface ConnectionAnswer {
  readonly ServiceId?: string | undefined;
  readonly VpcEndpointId?: string | undefined;
  readonly VpcEndpointOwner?: string | undefined;
  readonly VpcEndpointRegion?: string | undefined;
  readonly VpcEndpointState?: string | undefined;
  readonly CreationTimestamp?: Date | undefined;
}

/** An endpoint service, as `DescribeVpcEndpointServiceConfigurations` answers it. */
export interface ServiceAnswer {
  readonly ServiceId?: string | undefined;
  readonly ServiceState?: string | undefined;
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
}

/** An endpoint that AWS did not accept or reject, and why. */
export interface UnsuccessfulAnswer {
  readonly ResourceId?: string | undefined;
  readonly Error?: { readonly Code?: string | undefined; readonly Message?: string | undefined } | undefined;
}

/** A page of an answer. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Token of the next page; undefined on the last one. */
  readonly nextToken: string | undefined;
}

/** What came of a call that accepts or rejects. */
export interface ChangeAnswer {
  readonly unsuccessful: readonly UnsuccessfulAnswer[];
  /** Id of the request, by which CloudTrail knows it. */
  readonly requestId: string | undefined;
}

/** Filters by name, as the EC2 API takes them. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** What each call takes besides its own parameters. */
export interface CallOptions {
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The calls of the EC2 API that this project makes, in one account and region: one call to AWS for each, with retries.
 * Tests put another implementation in its place.
 */
export interface Ec2Calls {
  readonly describeServices: (
    filters: Filters,
    token: string | undefined,
    o?: CallOptions,
  ) => Promise<Page<ServiceAnswer>>;
  readonly describeConnections: (
    filters: Filters,
    token: string | undefined,
    options?: CallOptions,
  ) => Promise<Page<ConnectionAnswer>>;
  readonly accept: (serviceId: string, endpointIds: readonly string[], o?: CallOptions) => Promise<ChangeAnswer>;
  readonly reject: (serviceId: string, endpointIds: readonly string[], o?: CallOptions) => Promise<ChangeAnswer>;
}

/** Counts calls to AWS: each answer and each error counts, and each retry. */
export interface CallCounter {
  calls: number;
}
