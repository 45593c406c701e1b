import type { ConsumerVpc, Finding, JudgedVerdict, UnjudgeableVerdict } from "./verdict-types";

/** Where in the files of an environment something comes from. */
export interface Origin {
  /** File of the environment. */
  readonly file: string;
  /** Line, from 1; null where the file is not there or cannot be read. */
  readonly line: number | null;
  /** Column, from 1; null as the line. */
  readonly column: number | null;
  /** The nearest key that is in the file, such as `connections.orders`; empty for the whole file. */
  readonly key: string;
  /** `deleted`: the file is no longer there; `unknown`: nor is the environment, in the folder that was given. */
  readonly status: "found" | "deleted" | "unknown";
}

/** A finding, with where it comes from. */
export interface ReportedFinding extends Finding {
  /** Where it comes from; null for what is of no environment. */
  readonly origin: Origin | null;
  /** The same in every report on the same thing, whatever else changes. */
  readonly fingerprint: string;
}

/** A consumer VPC, with where it comes from. */
export interface ReportedVpc extends ConsumerVpc {
  /** Where it comes from; null for what is of no environment. */
  readonly origin: Origin | null;
  /** Counts of the findings about this VPC that its result does not depend on. */
  readonly findings: {
    /** Waived findings that would be a way out, or could be one. */
    readonly waived: number;
    /** Findings that fail, are in this VPC, and open no way out of it. */
    readonly no_way_out: number;
    /** Warnings. */
    readonly warning: number;
    /** Warnings of severity critical. */
    readonly warning_critical: number;
    /** Warnings of severity high. */
    readonly warning_high: number;
  };
}

/** The verdict on a document that was judged, with where things come from. */
export interface ReportedVerdict extends JudgedVerdict {
  readonly consumer_vpcs: readonly ReportedVpc[];
  readonly findings: readonly ReportedFinding[];
}

/** The verdict on one document. */
export interface JudgedDocument {
  /** The file, or the name that was given; with line and column where it is not valid JSON. */
  readonly source: string;
  /** SHA-256 of the file; absent where it could not be judged. */
  readonly digest?: string | undefined;
  /** Name of the stack; null where the document does not have it. */
  readonly stack: string | null;
  /** What the policies say of it. */
  readonly verdict: ReportedVerdict | UnjudgeableVerdict;
}

/** A waiver of the policy data, and what became of it in a run. */
export interface ReportedWaiver {
  /** Id of the rule. */
  readonly rule: string;
  /** Terraform's address of what is waived. */
  readonly address: string;
  /** Name of the stack; null for any. */
  readonly stack: string | null;
  /** Why it may stay. */
  readonly reason: string;
  /** Who answers for it: a team or a person. */
  readonly owner: string;
  /** Last day (UTC) on which it holds, as YYYY-MM-DD. */
  readonly expires: string;
  /** `unused` and `expired` are errors; `unknown`: this run does not show it. */
  readonly state: "used" | "unused" | "expired" | "unknown";
  /** File of policy data. */
  readonly file: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

/** Something to be said of the run as a whole. */
export interface Notice {
  /** What it is about; schemas/policy-report.schema.json describes each. */
  readonly kind:
    | "unused-name"
    | "unused-status"
    | "unknown-service"
    | "relied-on"
    | "nothing-examined"
    | "not-judged"
    | "data-not-read";
  /** Whether it makes the run fail. */
  readonly fails: boolean;
  /** What it says. */
  readonly message: string;
  /** File of policy data that it is about; null where it is about none. */
  readonly file: string | null;
  /** Line in the file, from 1; null where it is about none. */
  readonly line: number | null;
}

/** What was judged, one by one and together: what `privatelink policy --format json` writes. */
export interface Report {
  /** Always `cdktf-privatelink/policy-report`. */
  readonly format: "cdktf-privatelink/policy-report";
  /** Raised when a key is taken away or means something else. */
  readonly version: 1;
  /**
   * `unjudgeable` if any document is or nothing was examined; otherwise `violations` if any document has some, or a
   * waiver or a name of the policy data is an error.
   */
  readonly verdict: "clean" | "violations" | "unjudgeable";
  /** 0 clean, 1 violations, 2 unjudgeable. */
  readonly exit_code: number;
  /** Why nothing was judged at all; null where something was. */
  readonly problem: string | null;
  /** The policies that judged. */
  readonly policy: {
    /** Version of OPA that built them. */
    readonly opa: string;
    /** SHA-256 of their WebAssembly module. */
    readonly wasm: string;
  };
  /** What the policies were told besides the documents. */
  readonly data: {
    /** Files of policy data. */
    readonly files: readonly string[];
    /**
     * SHA-256 of each of these files, by its name; empty where nothing was judged at all.
     *
     * @default - the report is of a version of the program that did not write them
     */
    readonly digests?: Readonly<Record<string, string>> | undefined;
    /** The day (UTC) by which waivers expire, as YYYY-MM-DD. */
    readonly now: string;
    /** Reports of `privatelink status`. */
    readonly status: readonly {
      /** The file. */
      readonly file: string;
      /** When it was made, as an ISO 8601 time in UTC. */
      readonly generated_at: string;
      /** `aws`: AWS was asked; `files`: states and plans were read. */
      readonly source: "aws" | "files";
    }[];
  };
  /** Counts over all documents. */
  readonly counts: {
    /** All documents. */
    readonly documents: number;
    /** Documents that are clean. */
    readonly clean: number;
    /** Documents with violations. */
    readonly violations: number;
    /** Documents that cannot be judged. */
    readonly unjudgeable: number;
    /** Consumer VPCs. One that was judged as stack and as plan counts once, by its worst result. */
    readonly consumer_vpcs: {
      /** VPCs that nothing leads out of. */
      readonly proven: number;
      /** VPCs with a way out. */
      readonly violated: number;
      /** VPCs of which something cannot be seen. */
      readonly unproven: number;
    };
    /** Findings. */
    readonly findings: {
      /** Findings that fail because a rule is broken. */
      readonly violated: number;
      /** Findings that fail because something cannot be seen. */
      readonly unproven: number;
      /** Warnings. */
      readonly warning: number;
      /** Warnings of severity critical. */
      readonly warning_critical: number;
      /** Warnings of severity high. */
      readonly warning_high: number;
      /** Findings that are waived. */
      readonly waived: number;
    };
  };
  /** Waivers of the policy data. */
  readonly waivers: readonly ReportedWaiver[];
  /** What is to be said of the run as a whole. */
  readonly notices: readonly Notice[];
  /** The documents, in the order that they were given in. */
  readonly documents: readonly JudgedDocument[];
}
