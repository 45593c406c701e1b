import type { PlannedStack, PlansFile } from "../../pipeline/plans-file";

/** A stack that is planned, and changed. */
export function plannedStack(name: string, more: Partial<PlannedStack> = {}): PlannedStack {
  const [environment = "", kind = ""] = name.split("-");
  return {
    ...{ name, environment, kind, folder: `stacks/${name}`, account: "111111111111", region: "us-east-1" },
    ...{ dependencies: [], wave: 0, change: "changed", mode: "apply", result: "planned", reason: null, waits_for: [] },
    ...{ stack_digest: "0".repeat(64), plan_digest: "1".repeat(64), json_digest: "2".repeat(64) },
    state: { lineage: "x", serial: 1 },
    counts: { create: 1, update: 0, replace: 0, destroy: 0, forget: 0, import: 0 },
    ...more,
  };
}

/** An index of plans. */
export function plansIndex(stacks: readonly PlannedStack[]): PlansFile {
  return {
    ...{ format: "cdktf-privatelink/plans", version: 1, generated_at: "2026-11-29T00:00:00Z", commit: null },
    ...{ dirty: false, terraform: "1.13.0", stacks: [...stacks] },
  };
}
