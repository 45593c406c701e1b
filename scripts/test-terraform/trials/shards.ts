import { acceptanceStackOf } from "../../../config/estate/stack-names";
import { type Context, stackNamed } from "../context";
import { destroyInOrder, mustChangeNothing } from "../deployment";
import {
  acceptedBy,
  connectionStates,
  deployInOrder,
  forgetAcceptersInCloud,
  forgetByPrintedCommands,
  MOVED_FILE,
  movedWorld,
  nobodyIsDisconnected,
  planned,
  statesOf,
  writeConsumer,
} from "../moves";
import { printedAfterSynthesis, printedCommands } from "../printed";
import { CheckFailed } from "../report";

const SERVICE = "demo-service-orders";
const ONE = "demo-acceptance-orders";
const FOUR = [1, 2, 3, 4].map((shard) => `${ONE}_0${shard}-of-04`);
const ENDPOINTS = ["demo-consumer-app", "demo-consumer-web"];

/** Acceptance is sharded, a consumer comes, one is revoked, and the shards become one again. Nobody else is touched. */
export async function shards(context: Context): Promise<void> {
  const { report, project } = context;
  await report.section(async () => {
    await deployInOrder(await movedWorld(context), [SERVICE, ...ENDPOINTS, ONE], "shards, before");

    project.edit(MOVED_FILE, (document) => document.setIn(["services", "orders", "acceptanceShards"], 4));
    const sharded = await planned(context);
    forgetAcceptersInCloud(context);
    await deployInOrder(sharded, FOUR, "to four shards");
    await forgetByPrintedCommands(sharded, "to four shards", [ONE]);
    await nobodyIsDisconnected(sharded, "to four shards", [SERVICE, ...ENDPOINTS, ...FOUR]);
    await report.check("to four shards: each connection is in one of them", async () => {
      const accepted = await Promise.all(FOUR.map((name) => acceptedBy(stackNamed(sharded, name))));
      if (accepted.flat().sort().join() !== "app/orders,web/orders") throw new CheckFailed(JSON.stringify(accepted));
    });
    await oneComes(context);
    await oneIsRevoked(context);

    const full = [...new Set([shardOf(context, "app"), shardOf(context, "late")])].sort();
    project.edit(MOVED_FILE, (document) => document.deleteIn(["services", "orders", "acceptanceShards"]));
    const back = await planned(context);
    forgetAcceptersInCloud(context);
    await deployInOrder(back, [ONE], "back to one");
    await forgetByPrintedCommands(back, "back to one", full);
    const late = "demo-consumer-late";
    await nobodyIsDisconnected(back, "back to one", [SERVICE, "demo-consumer-app", late, ONE]);
    await destroyInOrder(back, back.stacks);
  });
}

/** A consumer more changes the shard that it is in, and no other. */
async function oneComes(context: Context): Promise<void> {
  writeConsumer(context, "late");
  const own = shardOf(context, "late");
  const more = await planned(context);
  const others = FOUR.filter((name) => name !== own);
  const before = statesOf(context, others);
  await context.report.check("a consumer more: plans of the other shards show no changes", async () => {
    for (const name of others) await mustChangeNothing(stackNamed(more, name));
  });
  await deployInOrder(more, [SERVICE, "demo-consumer-late", own], "a consumer more");
  await nobodyIsDisconnected(more, "a consumer more", ENDPOINTS);
  await statesAreAsBefore(context, "a consumer more", before);
}

/**
 * A revoked consumer is cut off by its shard, and destroyed as it is printed. The states of the others keep their
 * bytes.
 */
async function oneIsRevoked(context: Context): Promise<void> {
  const { report, terraform, folder } = context;
  const own = shardOf(context, "web");
  const before = statesOf(context, ["demo-consumer-app", "demo-consumer-late", ...FOUR.filter((name) => name !== own)]);
  writeConsumer(context, "web", { state: "revoked", since: "2026-11-01", reason: "contract ended" });
  const printed = await printedAfterSynthesis(context);
  const commands = printedCommands(printed, " destroy");
  await report.check("revoked: its shard, the service and the consumer are printed", () => {
    if (!printed.includes(`First deploy ${own}, ${SERVICE}: that revokes`)) throw new CheckFailed(printed);
    if (commands.length !== 1 || !commands[0]?.includes("/removed/demo-consumer-web destroy"))
      throw new CheckFailed(printed);
  });
  await deployInOrder(await planned(context), [own, SERVICE], "revoked");
  await report.check("revoked: its connection is rejected, and only that", () => {
    const states = connectionStates(context).sort();
    if (states.join() !== "available,available,rejected") throw new CheckFailed(states.join());
  });
  await report.check("revoked: its stack is destroyed by the printed command, and is printed no more", async () => {
    for (const command of commands) await terraform.mustInShell(folder, `${command} -auto-approve -no-color`);
    const after = await printedAfterSynthesis(context);
    if (after !== "") throw new CheckFailed(after);
  });
  await statesAreAsBefore(context, "revoked", before);
}

async function statesAreAsBefore(
  context: Context,
  when: string,
  before: Readonly<Record<string, string>>,
): Promise<void> {
  const names = Object.keys(before);
  await context.report.check(`${when}: the states of ${names.join(", ")} have the same bytes`, () => {
    const after = statesOf(context, names);
    const changed = names.filter((name) => after[name] !== before[name]);
    if (changed.length > 0) throw new CheckFailed(changed.join(", "));
  });
}

function shardOf({ project }: Context, consumer: string): string {
  const [environment] = project.environments();
  if (environment === undefined) throw new Error("no environment");
  return acceptanceStackOf(environment, "orders", consumer);
}
