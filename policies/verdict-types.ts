/** How bad it is when a rule is broken. */
export type Severity = "critical" | "high" | "medium" | "low";

/** One step of the path that a finding shows. */
export interface WitnessStep {
  /** What this is on the way, such as `subnet`, `route table`, `route`, `target` or `outside`. */
  readonly step: string;
  /** Terraform's address; null for what has none. */
  readonly address: string | null;
  /** What it is, in words. */
  readonly what: string;
}

/** Why a finding may stay for a time. */
export interface TakenWaiver {
  /** Why it may stay. */
  readonly reason: string;
  /** Who answers for it: a team or a person. */
  readonly owner: string;
  /** Last day (UTC) on which it is waived, as YYYY-MM-DD. */
  readonly expires: string;
}

/** One thing that a rule found. */
export interface Finding {
  /** Id of the rule, such as `no-nat-gateway`. */
  readonly rule: string;
  /** What the rule asks for, in one line. */
  readonly title: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** `violated` and `unproven` fail, unless there is a waiver; `warning` does not. */
  readonly outcome: "violated" | "unproven" | "warning";
  /** Terraform's address, with indexes in a plan. */
  readonly address: string;
  /** Path of the CDKTF construct; null where the document does not have it. */
  readonly construct_path: string | null;
  /** Addresses of the consumer VPCs concerned; empty where the rule is about none. */
  readonly vpcs: readonly string[];
  /** Addresses of the consumer VPCs that it is in and opens no way out of: their results do not depend on it. */
  readonly about: readonly string[];
  /** Why the resource is judged: `role`, `resolved`, `unresolved`, `beside`, `plan` or `document`. */
  readonly basis: string;
  /** What was found. */
  readonly message: string;
  /** The path that is open, from the inside out; empty where none is meant. */
  readonly witness: readonly WitnessStep[];
  /** The smallest edit that cuts the path; null where there is none. */
  readonly cut: string | null;
  /** What would settle an unproven finding; null for others. */
  readonly settle: string | null;
  /** What to do. */
  readonly remediation: string;
  /** Pages that the rule rests on. */
  readonly links: readonly string[];
  /** The waiver that lets it stay: the finding is shown and does not count. Null where there is none. */
  readonly waiver: TakenWaiver | null;
}

/** An endpoint in a consumer VPC. */
export interface JudgedEndpoint {
  /** Terraform's address. */
  readonly address: string;
  /** Its type, such as `Interface`; null where it is not known. */
  readonly kind: string | null;
  /** Name of its service, or ARN of its resource configuration or service network; null where it is known later. */
  readonly service: string | null;
  /** Whether the policy data allow it; null where type, Region, service or policy are not known. */
  readonly allowed: boolean | null;
  /** The key of the policy data that does not allow it; null where it is allowed. */
  readonly refused_by:
    | "allowed_appliance_services"
    | "allowed_endpoint_types"
    | "allowed_service_networks"
    | "allowed_service_regions"
    | "allowed_services"
    | "require_resource_perimeter"
    | null;
}

/** A consumer VPC, and what was shown of it. */
export interface ConsumerVpc {
  /** Terraform's address, or its id where another configuration has it. */
  readonly address: string;
  /** Path of the CDKTF construct; null where the document does not have it. */
  readonly construct_path: string | null;
  /**
   * `PROVEN`: everything was examined, and nothing leads out. `VIOLATED`: there is a way out. `UNPROVEN`: something
   * cannot be seen.
   */
  readonly result: "PROVEN" | "VIOLATED" | "UNPROVEN";
  /** Why it counts as a consumer's: `role`, `mark`, `policy data` or `strict`. */
  readonly because: string;
  /** How many resources of each type are in it. */
  readonly examined: Readonly<Record<string, number>>;
  /** Its endpoints. */
  readonly endpoints: readonly JudgedEndpoint[];
  /** What its result rests on. */
  readonly assumptions: readonly string[];
}

/** How each resource, and each end of a reference, was judged: the numbers add up to all of them. */
export interface Account {
  /** Resources: outside of consumer VPCs, inside and harmless, ways out, and unproven. */
  readonly resources: {
    /** Resources outside of consumer VPCs. */
    readonly outside: number;
    /** Resources inside that open nothing. */
    readonly harmless: number;
    /** Resources that are ways out. */
    readonly ways_out: number;
    /** Resources of which it is not known. */
    readonly unproven: number;
  };
  /** Ends of references. */
  readonly ends: {
    /** Ends in a consumer VPC. */
    readonly inside: number;
    /** Ends outside of them. */
    readonly outside: number;
    /** Ends that lead to nothing with a network. */
    readonly nowhere: number;
    /** Ends that cannot be followed. */
    readonly open: number;
  };
}

/** What was looked at, so that a pass is told from not having looked. */
export interface Examined {
  /** Resources and data sources. */
  readonly resources: number;
  /** Different types of them. */
  readonly types: number;
  /** VPCs of any side. */
  readonly vpcs: number;
  /** Ids of the rules that ran. */
  readonly rules: readonly string[];
  /** How each resource was judged; null without a consumer VPC. */
  readonly account: Account | null;
}

/** The document was judged. */
export interface JudgedVerdict {
  /** `violations` if a finding fails; otherwise `clean`. */
  readonly verdict: "clean" | "violations";
  /** A synthesized stack, or a plan as `terraform show -json` prints it. */
  readonly form: "cdk.tf.json" | "plan";
  /** What the stack says that it is for; null where it says nothing. */
  readonly role: string | null;
  /** Name of the stack; null where the document does not have it. */
  readonly stack: string | null;
  /** What was looked at. */
  readonly examined: Examined;
  /** Consumer VPCs, by address. */
  readonly consumer_vpcs: readonly ConsumerVpc[];
  /** Findings, by address and rule. */
  readonly findings: readonly Finding[];
  /** What would be a finding, if a report of `privatelink status` did not show that nobody is connected. */
  readonly relied_on: readonly {
    /** Id of the rule. */
    readonly rule: string;
    /** Terraform's address. */
    readonly address: string;
    /** What the finding would have said. */
    readonly message: string;
    /** What AWS said instead. */
    readonly because: string;
    /** The statuses that show it, by their index. */
    readonly status: readonly number[];
  }[];
  /** Waivers of the policy data by their index, as far as this document goes. */
  readonly waivers: {
    /** Waivers that a finding needs. */
    readonly used: readonly number[];
    /** Waivers that none needs. */
    readonly unused: readonly number[];
    /** Waivers that have expired. */
    readonly expired: readonly number[];
  };
  /** What the names in the policy data match in this document; only lists that have entries. */
  readonly names: {
    /** Entries by their index, by list, that match something here. */
    readonly used: Readonly<Record<string, readonly number[]>>;
    /** Names that an entry without a match may have meant. */
    readonly seen: Readonly<Record<string, readonly string[]>>;
    /** Addresses of the consumer VPCs that the plan destroys. */
    readonly destroyed: readonly string[];
    /** VPCs that the stack's role or their tag makes consumers', and that `other_vpcs` takes out. */
    readonly taken_out: readonly string[];
  };
}

/** The document cannot be judged. Never a pass. */
export interface UnjudgeableVerdict {
  /** Always `unjudgeable`. */
  readonly verdict: "unjudgeable";
  /** What the document looks like; `unknown` where it looks like nothing. */
  readonly form: string;
  /** Why it cannot be judged: at least one reason. */
  readonly why: readonly string[];
}

/** What the policies say of one document; the names are those of the Rego, so that `opa eval` prints the same. */
export type Verdict = JudgedVerdict | UnjudgeableVerdict;
