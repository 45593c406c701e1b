import type { System } from "../../delivery/systems";

/** Options of `privatelink init`. */
export interface InitOptions {
  /** Folder of the environments. @default "environments" */
  readonly environments: string;
  /** Root of the repository that the files are written to. @default "." */
  readonly dir: string;
  /** Branch that is deployed. GitLab knows it by itself. @default - what the settings say, or main */
  readonly branch?: string;
  /** Most jobs that plan a change. @default - what the settings say, or what suits the system */
  readonly shards?: number;
  /** Whether files that differ are replaced. @default false */
  readonly force?: boolean;
  /** Whether the files are only compared. @default false */
  readonly check?: boolean;
  /** For a new project: whether it is for a vendor. @default false */
  readonly vendor?: boolean;
  /** Whether it is for a platform team. @default false */
  readonly platform?: boolean;
  /** Whether it is for a network team. @default false */
  readonly network?: boolean;
  /** Whether it is for a customer. @default false */
  readonly customer?: boolean;
  /** Account of its services, hub or consumer. @default "111111111111" */
  readonly account?: string;
  /** Its region. @default "us-east-1" */
  readonly region?: string;
  /** What CI it gets workflows for. @default "github"; "none" in a folder of a repository */
  readonly ci?: System | "none";
}

/** Options that only a new project takes. */
export const PROJECT_OPTIONS = ["vendor", "platform", "network", "customer", "account", "region", "ci"] as const;
