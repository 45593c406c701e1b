/** An output of another state: what it has is what counts, whichever stack reads it. */
export interface OutputOfState {
  /**
   * The state, by the `config` of the data source `terraform_remote_state` that reads it: the `path` of a local state, or
   * the `bucket`, `key` and `region` of one in S3.
   */
  readonly remote_state:
    | {
        /** Path of the state, as the stack that reads it has it. */
        readonly path: string;
      }
    | {
        /** Bucket of the state. */
        readonly bucket: string;
        /** Key of the state in the bucket. */
        readonly key: string;
        /** Region of the bucket. */
        readonly region: string;
      };
  /** Output of that state that has the name of the service, or the ARN of the service network. */
  readonly output: string;
  /**
   * Names of the stacks that the entry is for. Required where the `path` of the state is relative: from another folder,
   * such a path leads to another state.
   *
   * @default - every stack that reads the output
   */
  readonly stacks?: readonly string[];
}

/** What the policies are to count as a consumer's, and to allow. */
export interface PolicyDataConfig {
  /** Whether every VPC counts as a consumer's unless `other_vpcs` lists it. @default false */
  readonly strict?: boolean;
  /**
   * Whether conftest only warns of a document in which no VPC counts as a consumer's, instead of denying it. It has no
   * effect here.
   *
   * @default false
   */
  readonly allow_no_consumer_vpc?: boolean;
  /**
   * VPCs that count as consumers' without a mark: Terraform addresses or ids; `*` stands for any characters.
   *
   * @default - none
   */
  readonly consumer_vpcs?: readonly string[];
  /**
   * VPCs that are nobody's consumer VPC, whatever their mark says: Terraform addresses or ids; `*` stands for any
   * characters.
   *
   * @default - none
   */
  readonly other_vpcs?: readonly string[];
  /**
   * Names of the services, and ARNs of the resource configurations, that endpoints in consumer VPCs may lead to; `*`
   * stands for any characters.
   *
   * @default - any service
   */
  readonly allowed_services?: readonly string[];
  /**
   * Regions of the services that endpoints in consumer VPCs may lead to; `*` stands for any characters.
   *
   * @default - that of the VPC
   */
  readonly allowed_service_regions?: readonly string[];
  /**
   * Types of VPC endpoint that consumer VPCs may have. `GatewayLoadBalancer` and `ServiceNetwork` open nothing here:
   * `allowed_appliance_services` and `allowed_service_networks` name what such endpoints may lead to.
   *
   * @default ["Interface", "Resource"]
   */
  readonly allowed_endpoint_types?: readonly (
    | "Interface"
    | "Gateway"
    | "GatewayLoadBalancer"
    | "Resource"
    | "ServiceNetwork"
  )[];
  /**
   * Endpoint services of appliances (Gateway Load Balancer) that consumer VPCs may send packets through, by their whole
   * names, or by the output of another state that has the name.
   *
   * @default - none
   */
  readonly allowed_appliance_services?: readonly (string | OutputOfState)[];
  /**
   * Service networks (VPC Lattice) that endpoints in consumer VPCs may lead to, by their ARNs, or by the output of another
   * state that has the ARN.
   *
   * @default - none
   */
  readonly allowed_service_networks?: readonly (string | OutputOfState)[];
  /**
   * Ranges (CIDR) that security groups of consumer VPCs may let in and out.
   *
   * @default - private ones (RFC 1918, RFC 6598), and IPv6 ranges of /44 and smaller
   */
  readonly allowed_ranges?: readonly string[];
  /** Whether endpoints to AWS's own services without a policy fail, instead of giving a warning. @default false */
  readonly require_endpoint_policies?: boolean;
  /**
   * Whether an endpoint to an AWS service fails if its policy does not bind whose the resources are: by their names, or
   * by `aws:ResourceOrgID`, `aws:ResourceOrgPaths`, `aws:ResourceAccount` or `s3:ResourceAccount`. A gateway endpoint
   * is then a way out of its VPC.
   *
   * @default false
   */
  readonly require_resource_perimeter?: boolean;
  /** Whether services without a notification of connection events fail, instead of giving a warning. @default false */
  readonly require_notifications?: boolean;
  /** Whether a security group of a consumer VPC that lets out to everywhere fails. @default false */
  readonly require_narrow_egress?: boolean;
  /** Types of other providers than aws that touch no network, each with the reason. @default - none */
  readonly harmless_types?: readonly {
    /** Type of resource or data source; `*` stands for any characters behind the name of the provider. */
    readonly type: string;
    /** Why it opens no way into or out of a VPC. */
    readonly reason: string;
  }[];
  /**
   * Services that promise TLS, by Terraform address or service name; `*` stands for any characters.
   *
   * @default - none
   */
  readonly tls_services?: readonly string[];
}

/** A finding that is known and may stay until a day. */
export interface PolicyDataWaiver {
  /** Id of the rule whose finding is waived. */
  readonly rule: string;
  /** Terraform's address of the resource; without an index, of all its instances. */
  readonly address: string;
  /** Name of the stack that it is waived in. @default - any */
  readonly stack?: string;
  /** Why it may stay. */
  readonly reason: string;
  /** Who answers for it: a team or a person. */
  readonly owner: string;
  /** Last day (UTC) on which it is waived, as YYYY-MM-DD. */
  readonly expires: string;
}

/** What a file of policy data says: see schemas/policy-data.schema.json. */
export interface PolicyDataContent {
  /** What the policies are to count as a consumer's, and to allow. @default - nothing but the defaults */
  readonly config?: PolicyDataConfig;
  /** Findings that may stay until a day. One that is expired, or that nothing needs, is an error. @default - none */
  readonly waivers?: readonly PolicyDataWaiver[];
}
