import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the simulated cloud knows of an object. */
interface CloudObject {
  readonly type: string;
  readonly id: string;
  readonly attrs: Readonly<Record<string, unknown>>;
}

/** Objects of a type in the simulated cloud. @param folder of the trial. */
export function inCloud(folder: string, type: string): CloudObject[] {
  const { objects } = JSON.parse(readFileSync(join(folder, "world.json"), "utf8"));
  return Object.values<CloudObject>(objects).filter((each) => each.type === type);
}

/** States of all interface endpoints, sorted. */
export function endpointStates(folder: string): string[] {
  return inCloud(folder, "aws_vpc_endpoint")
    .map(({ attrs }) => String(attrs.state))
    .sort();
}
