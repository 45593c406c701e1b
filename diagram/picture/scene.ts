import type { StackChange } from "../overlays/changes";
import type { Connections } from "../overlays/connections";
import type { Verdicts } from "../overlays/verdicts";
import { acceptedAt } from "../stacks/endpoints";
import type { StackFacts } from "../stacks/facts";
import type { Canvas } from "./canvas";
import type { Sign, Verdict } from "./picture";

/** What a picture is made of. */
export interface Scene {
  readonly stacks: readonly StackFacts[];
  /** What plans do, by stack. */
  readonly changes: ReadonlyMap<string, StackChange>;
  /** What the policies say. @default - they were not asked: no VPC has a verdict */
  readonly verdicts?: Verdicts | undefined;
  /** Who is connected. @default - it is not known */
  readonly connections?: Connections | undefined;
  /** Customers who run their own side, where the files of the environments name them. */
  readonly customers: readonly Customer[];
  /** Accounts of consumers that are deployed from here and are left out of the picture. @default - none */
  readonly leftOut?: ReadonlySet<string> | undefined;
  /** Most consumers of an environment that are drawn one by one. */
  readonly mostConsumers: number;
}

/** A customer who runs their own side. */
export interface Customer {
  readonly environment: string;
  readonly name: string;
  readonly accounts: readonly string[];
  /** Keys of the services and appliances that they connect to. */
  readonly services: readonly string[];
}

/** What is drawn of an environment, with what it is drawn on. */
export interface Drawing extends Scene {
  readonly canvas: Canvas;
  readonly environment: string;
  /** The place that everything of the environment is in. @default - none */
  readonly within: string | undefined;
  /** Those of the stacks that are VPCs of hubs. */
  readonly hubs: readonly StackFacts[];
  /** What a change does with the acceptance of connections, by {@link connectionKey}. */
  readonly acceptance: ReadonlyMap<string, Sign>;
}

/** Key of a connection of a consumer. */
export function connectionKey(consumer: string, connection: string): string {
  return `${consumer}\0${connection}`;
}

/** What a change does with the acceptance of the connections of an environment. */
export function acceptanceSigns({ changes }: Scene, environment: string): ReadonlyMap<string, Sign> {
  const signs = new Map<string, Sign>();
  for (const { stack, resources } of changes.values())
    if (stack.startsWith(`${environment}-acceptance-`))
      for (const [address, sign] of resources) {
        const accepted = address.startsWith("aws_vpc_endpoint_connection_accepter.") ? acceptedAt(address) : undefined;
        if (accepted !== undefined) signs.set(connectionKey(accepted.consumer, accepted.connection), sign);
      }
  return signs;
}

/** What a change does with a resource of a stack. */
export function signOf(
  { changes }: Pick<Scene, "changes">,
  stack: string,
  addresses: readonly string[],
): Sign | undefined {
  const change = changes.get(stack);
  if (change === undefined) return undefined;
  const signs = new Set(addresses.flatMap((address) => change.resources.get(address) ?? []));
  if (signs.size > 1) return "changed";
  const [sign] = signs;
  if (sign !== undefined) return sign;
  // All of a new stack is new, and all of one that is gone goes, also where there is no plan of it yet.
  const isWhole = change.sign === "added" || change.sign === "removed";
  return isWhole && addresses.some((address) => !address.startsWith("data.")) ? change.sign : undefined;
}

/** The verdict on a VPC; undefined where the policies were not asked, also not about one that is gone. */
export function verdictOf(
  { verdicts, changes }: Pick<Scene, "verdicts" | "changes">,
  stack: string,
  address: string,
): Verdict | undefined {
  const found = verdicts?.get(stack)?.get(address)?.result;
  if (found !== undefined || verdicts === undefined) return found;
  return changes.get(stack)?.sign === "removed" ? undefined : "NOT JUDGED";
}
