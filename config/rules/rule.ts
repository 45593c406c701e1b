import type { EnvironmentDraft } from "../draft";
import type { Problem } from "../problem";

/** Something that must hold within an environment, across its files. Says all that breaks it. */
export type Rule = (environment: EnvironmentDraft) => Problem[];
