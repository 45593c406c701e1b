import { readFileSync } from "node:fs";
import { beside } from "../support/beside";
import { fill } from "./fill";
import { FILES, type System } from "./systems";
import { type DeliverySettings, valuesOf } from "./values";

/** The files of a system: their text by their path in the repository. */
export function deliveryFiles(system: System, settings: DeliverySettings): Readonly<Record<string, string>> {
  const [values, lists] = valuesOf(system, settings);
  return Object.fromEntries(
    Object.entries(FILES[system]).map(([path, template]) => [
      path,
      fill(readFileSync(beside(__dirname, template), "utf8"), values, lists),
    ]),
  );
}
