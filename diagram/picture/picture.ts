import type { ReportedVpc } from "../../policies/checker/report/report-schema";

/** What the policies say of a VPC; `NOT JUDGED` where their report does not have it. */
export type Verdict = ReportedVpc["result"] | "NOT JUDGED";

/** What a change does with something. */
export const SIGNS = ["added", "changed", "replaced", "removed"] as const;
export type Sign = (typeof SIGNS)[number];

/** A picture, whatever it is drawn as. All is in the order in which it is drawn. */
export interface Picture {
  readonly title: string;
  /** What is in it, in a line. */
  readonly subtitle: string;
  readonly places: readonly Place[];
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
}

/** A box that others are in. */
export interface Place {
  readonly id: string;
  /** The place that it is in. @default - none */
  readonly within?: string | undefined;
  readonly kind: "environment" | "account" | "vpc" | "customer" | "provider";
  /** What it is: `VPC`. */
  readonly caption: string;
  /** What it is called. */
  readonly title: string;
  /** Subnets and the like, in short. */
  readonly chips: readonly string[];
  readonly verdict?: Verdict | undefined;
  readonly sign?: Sign | undefined;
}

/** A box that nothing is in. */
export interface Thing {
  readonly id: string;
  readonly within?: string | undefined;
  readonly kind:
    | "client"
    | "endpoint"
    | "service"
    | "balancer"
    | "target"
    | "resource"
    | "gateway"
    | "group"
    | "customer"
    | "aws"
    | "step"
    | "outside"
    | "note";
  readonly caption: string;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly chips: readonly string[];
  readonly verdict?: Verdict | undefined;
  readonly sign?: Sign | undefined;
  /** Whether it is on a way out. */
  readonly wayOut?: WayOut | undefined;
}

/** A line of a thing. */
export interface Row {
  readonly text: string;
  readonly sign?: Sign | undefined;
}

/** Whether a way out is open, or could be. */
export type WayOut = "violated" | "unproven";

/** An arrow from one thing to another. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly label?: string | undefined;
  readonly sign?: Sign | undefined;
  readonly wayOut?: WayOut | undefined;
}
