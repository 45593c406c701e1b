import { scanJson } from "../../support/json";
import { CouldNotJudge } from "./could-not-judge";

/**
 * Parses JSON and, where it is a Terraform configuration, refuses a key that is there twice: Terraform reads both,
 * JavaScript only the last, so that the first would be hidden from the policies.
 */
export function parseJson(text: string): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    scanJson(text);
    throw new CouldNotJudge("not valid JSON");
  }
  if (!isPlan(parsed)) scanJson(text);
  return parsed;
}

/** Plans are written by a program that cannot repeat a key, and are large. */
function isPlan(value: unknown): boolean {
  return typeof value === "object" && value !== null && "planned_values" in value;
}
