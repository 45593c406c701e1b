import type { Command } from "commander";
import { APPLY_EXIT_CODES, withApply } from "./apply/add-options";
import type { ApplyOptions } from "./apply/options";
import { BOOTSTRAP_EXIT_CODES, withBootstrap } from "./bootstrap/add-options";
import type { BootstrapOptions } from "./bootstrap/options";
import { CERTIFICATE_EXIT_CODES, withCertificate } from "./certificate/add-options";
import type { CertificateOptions } from "./certificate/options";
import { CHANGED_EXIT_CODES, withChanged } from "./changed/add-options";
import type { ChangedOptions } from "./changed/options";
import { DIAGRAM_EXIT_CODES, withDiagram } from "./diagram/add-options";
import type { DiagramOptions } from "./diagram/options";
import { DRIFT_EXIT_CODES, withDrift } from "./drift/add-options";
import type { DriftOptions } from "./drift/options";
import { EXIT } from "./exit-codes";
import { INIT_EXIT_CODES, withInit } from "./init/add-options";
import type { InitOptions } from "./init/options";
import { PLAN_EXIT_CODES, withPlan } from "./plan/add-options";
import type { PlanOptions } from "./plan/options";
import { REVIEW_EXIT_CODES, withReview } from "./review/add-options";
import type { ReviewOptions } from "./review/options";
import { run, type Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";

/** Loads a command only where it is run. */
const load = {
  changed: () => require("./changed") as typeof import("./changed"),
  plan: () => require("./plan") as typeof import("./plan"),
  review: () => require("./review") as typeof import("./review"),
  apply: () => require("./apply") as typeof import("./apply"),
  drift: () => require("./drift") as typeof import("./drift"),
  diagram: () => require("./diagram") as typeof import("./diagram"),
  certificate: () => require("./certificate") as typeof import("./certificate"),
  bootstrap: () => require("./bootstrap") as typeof import("./bootstrap"),
  init: () => require("./init") as typeof import("./init"),
  project: () => require("./init/project") as typeof import("./init/project"),
};

/**
 * Adds the commands of what follows a synthesis: from a pull request to what is deployed.
 *
 * @param add makes a command of a name, with what all commands have.
 */
export function addDelivery(add: (name: string) => Command, streams: Streams, called: Called): void {
  const doing = (command: (work: Work) => Promise<number>, badInput?: number) => run(command, streams, badInput);
  const { env } = called;
  withChanged(add("changed"), env)
    .description("tells which stacks differ from an earlier commit, or from what is deployed, and their order")
    .addHelpText("after", CHANGED_EXIT_CODES)
    .action((options: ChangedOptions) =>
      doing((work) => load.changed().changedCommand(options, streams, called, work)),
    );
  withPlan(add("plan"), env)
    .description("plans stacks with Terraform, in their order, and keeps the plans")
    .argument("[stack...]", "stacks, or patterns with * (default: all)")
    .addHelpText("after", PLAN_EXIT_CODES)
    .action((stacks: string[], options: PlanOptions) =>
      doing((work) => load.plan().planCommand(stacks, options, streams, called, work), EXIT.unjudgeable),
    );
  withReview(add("review"), env)
    .description("writes the comment on a change: verdict, what changes, who is affected, what it costs")
    .addHelpText("after", REVIEW_EXIT_CODES)
    .action((options: ReviewOptions) =>
      run((work) => load.review().reviewCommand(options, streams, called, work), streams, EXIT.unjudgeable),
    );
  withApply(add("apply"), env)
    .description("applies the plans that were reviewed, and no others")
    .addHelpText("after", APPLY_EXIT_CODES)
    .action((options: ApplyOptions) => doing((work) => load.apply().applyCommand(options, streams, called, work)));
  withDrift(add("drift"), env)
    .description("tells which deployed stacks are no longer as they are declared")
    .argument("[stack...]", "stacks, or patterns with * (default: all)")
    .addHelpText("after", DRIFT_EXIT_CODES)
    .action((stacks: string[], options: DriftOptions) =>
      doing((work) => load.drift().driftCommand(stacks, options, streams, called, work), EXIT.unjudgeable),
    );
  withDiagram(add("diagram"), env)
    .description("draws an environment")
    .addHelpText("after", DIAGRAM_EXIT_CODES)
    .action((options: DiagramOptions) =>
      doing((work) => load.diagram().diagramCommand(options, streams, called, work)),
    );
  withCertificate(add("certificate"), env)
    .description("writes a certificate of the isolation of each consumer VPC, for auditors")
    .addHelpText("after", CERTIFICATE_EXIT_CODES)
    .action((options: CertificateOptions) =>
      doing((work) => load.certificate().certificateCommand(options, streams, called, work)),
    );
  withBootstrap(add("bootstrap"), env)
    .description("synthesizes the state bucket, and the roles of CI")
    .addHelpText("after", BOOTSTRAP_EXIT_CODES)
    .action((options: BootstrapOptions) =>
      doing((work) => load.bootstrap().bootstrapCommand(options, streams, called, work)),
    );
  withInit(add("init"), env)
    .description("writes a new project, or workflows for GitHub Actions, GitLab CI or Atlantis")
    .argument("[system]", "github, gitlab or atlantis: only workflows")
    .addHelpText("after", INIT_EXIT_CODES)
    .action((system: string | undefined, options: InitOptions) =>
      doing((work) =>
        system === undefined
          ? load.project().initProject(options, streams, called, work)
          : load.init().initCommand(system, options, streams, called, work),
      ),
    );
}
