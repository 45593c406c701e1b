import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { consumerStackName } from "../config/estate/stack-names";
import { existingNames, unknownNames } from "../config/nearest";
import { ORIGINS_FILE } from "../config/origins-file";
import { REMOVED } from "../engine/removed";
import { terraformDigest } from "../engine/stack-files";
import { ORDER_FILE, orderSchema } from "../pipeline/order-file";
import { readChecked } from "../pipeline/read-checked";
import { CouldNotJudge } from "../policies/checker/could-not-judge";
import { type DocumentFile, findDocuments } from "../policies/checker/documents";
import { compare } from "../support/compare";
import { listed } from "../support/listed";
import { NoSuchName } from "../support/no-such-name";
import { shown } from "../support/shown";

/** A stack of an output folder. */
export interface DeclaredStack {
  /** File that is judged, as the paths on the command line name it. */
  readonly source: string;
  /** Folder of the stack. */
  readonly folder: string;
  /** The file from the output folder: stacks/prod-consumer-web/cdk.tf.json. */
  readonly name: string;
  /** Name of the stack: that of its folder. */
  readonly stack: string;
  /** @default - the stack is of no environment */
  readonly environment?: string;
  /** Key of the consumer. @default - the stack is of none */
  readonly consumer?: string;
  /** Account and region of its main provider. @default - order.json does not say them */
  readonly account?: string;
  readonly region?: string;
  /** Digest of the stack's bytes that the synthesis wrote. @default - order.json does not name the stack */
  readonly digest?: string;
}

/** Which stacks are asked for. */
export interface StackSelection {
  readonly environments?: readonly string[];
  readonly consumers?: readonly string[];
}

/**
 * The stacks of an output folder, by name. Those that are no longer declared are left out.
 *
 * @throws UserError where order.json is of another version.
 */
export function declaredStacks(folder: string): DeclaredStack[] {
  const order = existsSync(join(folder, ORDER_FILE))
    ? readChecked(join(folder, ORDER_FILE), orderSchema, "an order of deployment, which `privatelink synth` writes")
    : undefined;
  const ordered = new Map((order?.stacks ?? []).map((stack) => [stack.folder, stack]));
  // What `order.json` or the manifest names, and is not there, is among them: see `refuseOtherBytes`.
  return findDocuments([folder])
    .documents.map((document) => {
      const name = relative(folder, document.source).replaceAll(sep, "/");
      const from = dirname(name);
      return { document, name, from };
    })
    .filter(({ name }) => !name.startsWith(`${REMOVED}/`))
    .map(({ document, name, from }) => {
      const { environment, account, region, digest } = ordered.get(from) ?? {};
      const own = environment ?? environmentOf(document);
      const stack = from === "." ? name : (from.split("/").pop() ?? from);
      const consumer = own === undefined ? undefined : consumerIn(own, stack);
      return {
        source: document.source,
        folder: dirname(document.source),
        name,
        stack,
        ...(own === undefined ? {} : { environment: own }),
        ...(consumer === undefined ? {} : { consumer }),
        ...(account === undefined ? {} : { account }),
        ...(region === undefined ? {} : { region }),
        ...(digest === undefined ? {} : { digest }),
      };
    })
    .sort((a, b) => compare(a.name, b.name));
}

/**
 * The stacks that are asked for.
 *
 * @throws NoSuchName for an environment or a consumer that there is not.
 */
export function selectedStacks(stacks: readonly DeclaredStack[], selection: StackSelection): DeclaredStack[] {
  const { environments, consumers } = selection;
  refuseUnknown(
    "environments",
    environments,
    stacks.flatMap(({ environment }) => environment ?? []),
  );
  const inEnvironments = stacks.filter(
    ({ environment }) =>
      environments === undefined || (environment !== undefined && environments.includes(environment)),
  );
  refuseUnknown(
    "consumers",
    consumers,
    inEnvironments.flatMap(({ consumer }) => consumer ?? []),
  );
  return inEnvironments.filter(
    ({ consumer }) => consumers === undefined || (consumer !== undefined && consumers.includes(consumer)),
  );
}

/**
 * Refuses stacks whose bytes are not those that the synthesis wrote, as its order of deployment tells.
 *
 * @throws CouldNotJudge where one is not there, or has other bytes.
 */
export function refuseOtherBytes(stacks: readonly DeclaredStack[]): void {
  const missing = stacks.filter(({ source, digest }) => digest !== undefined && !existsSync(source));
  if (missing.length > 0)
    throw new CouldNotJudge(
      `${listed(missing.map(({ folder }) => shown(folder)))}: expected the stacks that ${ORDER_FILE} names; found ` +
        "that they are not there. Run `privatelink synth` again. Nothing was written.",
    );
  const other = stacks.filter(({ folder, digest }) => digest !== undefined && terraformDigest(folder) !== digest);
  if (other.length === 0) return;
  throw new CouldNotJudge(
    `${listed(other.map(({ folder }) => shown(folder)))}: expected the bytes that ${ORDER_FILE} names; found other ` +
      "bytes. Run `privatelink synth` again. Nothing was written.",
  );
}

function refuseUnknown(what: string, wanted: readonly string[] | undefined, names: readonly string[]): void {
  const known = [...new Set(names)].sort(compare);
  const unknown = unknownNames(wanted ?? [], known);
  if (wanted === undefined || unknown === undefined) return;
  throw new NoSuchName(
    `The stacks have no such ${what}:\n${unknown}\n${existingNames(wanted, known)} Nothing was written.`,
  );
}

/** The environment that the file beside a stack names; undefined where there is no such file. */
function environmentOf({ source }: DocumentFile): string | undefined {
  try {
    const { file }: { file?: unknown } = JSON.parse(readFileSync(join(dirname(source), ORIGINS_FILE), "utf8"));
    return typeof file === "string" && file.includes("/") ? file.split("/")[0] : undefined;
  } catch {
    return undefined;
  }
}

function consumerIn(environment: string, stack: string): string | undefined {
  const prefix = consumerStackName(environment, "");
  return stack.startsWith(prefix) && stack.length > prefix.length ? stack.slice(prefix.length) : undefined;
}
