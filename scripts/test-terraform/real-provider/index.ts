import type { Processes } from "../processes";
import type { Report } from "../report";
import type { Schedule } from "../schedule";
import { bootstrap } from "./bootstrap";
import { customerLife } from "./customer-life";
import { everyStack } from "./every-stack";
import { planRole } from "./plan-role";
import { realKit } from "./real-kit";
import { recovery } from "./recovery";
import { replacements } from "./replacements";

/** A part of the tests that runs the real AWS provider. It finds Terraform, provider and simulator by itself. */
type RealProviderPart = (report: Report, processes: Processes, folder: string, schedule: Schedule) => Promise<void>;

/** The parts by name. The first is the longest. */
export const REAL_PROVIDER: Readonly<Record<string, RealProviderPart>> = {
  "real-provider": everyStack,
  "real-bootstrap": bootstrap,
  "real-plan-role": planRole,
  "customer-life": customerLife,
  "real-kit": realKit,
  recovery,
  replacements,
};
