import type { Processes } from "../test-terraform/processes";
import type { Report } from "../test-terraform/report";

/** What a part of the tests of the package works with. */
export interface Context {
  readonly report: Report;
  readonly processes: Processes;
  /** Folder of the part, empty and outside of the project. */
  readonly folder: string;
  /** The packed package: a `.tgz` that a scratch project installs. */
  readonly tarball: string;
  /** Variables of the environment to run commands with: nothing of npm's own, and no credentials. */
  readonly env: NodeJS.ProcessEnv;
}

/** Tests of one thing that is done with the packed package. */
export type Part = (context: Context) => Promise<void>;
