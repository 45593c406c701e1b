import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, stackNamed } from "./context";
import { mustChangeNothing } from "./deployment";
import { mustBeClean } from "./judgement";
import { printedAfterSynthesis, printedCommands } from "./printed";
import { CheckFailed } from "./report";
import { readStacks, type Stack } from "./stack";

/** An account of whoever offers the service, and those of two consumers. */
const PROVIDER = "111111111111";
const CONSUMERS = { app: ["222222222222", "10.20.0.0/20"], web: ["444444444444", "10.40.0.0/20"] } as const;
const ZONES = ["use1-az1", "use1-az2"];

/** File of the environment in the trials of moves. */
export const MOVED_FILE = "demo/environment.yaml";

/** Writes a service and two consumers of it. @returns the context with their stacks. */
export async function movedWorld(context: Context): Promise<Context> {
  context.project.write(MOVED_FILE, {
    backend: { type: "local" },
    region: "us-east-1",
    services: {
      orders: {
        account: PROVIDER,
        vpc: { cidr: "10.10.0.0/20", zones: ZONES },
        listeners: { http: { port: 80, targetPort: 8080 } },
      },
    },
  });
  for (const name of Object.keys(CONSUMERS)) writeConsumer(context, name);
  return planned(context);
}

/** Writes the file of a consumer. */
export function writeConsumer({ project }: Context, name: string, more: object = {}): void {
  const [account, cidr] = CONSUMERS[name as keyof typeof CONSUMERS] ?? ["555555555555", "10.50.0.0/20"];
  project.write(`demo/consumers/${name}.yaml`, {
    account,
    vpc: { cidr, zones: ZONES },
    connections: { orders: { service: "orders" } },
    ...more,
  });
}

/** Synthesizes what the files say now. @returns the context with the stacks. */
export async function planned(context: Context): Promise<Context> {
  await context.project.synthesize();
  return { ...context, stacks: readStacks(context.project.out, context.terraform) };
}

/** Deploys stacks in order, judges each by the policies, and looks that a second plan changes nothing. */
export async function deployInOrder(context: Context, names: readonly string[], when: string): Promise<void> {
  for (const name of names)
    await context.report.check(`${when}: ${name} is deployed`, async () => {
      const stack = stackNamed(context, name);
      mustBeClean(context.policy, stack.document);
      await stack.init();
      await stack.planAndApply();
      await mustChangeNothing(stack);
    });
}

/** Looks that the endpoints of consumers are connected, and that nothing of their stacks or the service's changes. */
export async function nobodyIsDisconnected(context: Context, when: string, others: readonly string[]): Promise<void> {
  await context.report.check(`${when}: nobody is disconnected, and ${others.join(", ")} stay as they are`, async () => {
    for (const name of others) await mustChangeNothing(stackNamed(context, name));
    const states = connectionStates(context);
    if (states.length === 0 || states.some((state) => state !== "available")) throw new CheckFailed(states.join(", "));
  });
}

/** States of all endpoints in the cloud. */
export function connectionStates({ folder }: Pick<Context, "folder">): string[] {
  const { objects } = JSON.parse(readFileSync(join(folder, "world.json"), "utf8")) as {
    objects: Readonly<Record<string, { readonly type: string; readonly attrs: { readonly state?: string } }>>;
  };
  return Object.values(objects)
    .filter(({ type }) => type === "aws_vpc_endpoint")
    .map(({ attrs }) => attrs.state ?? "");
}

/** Lets Terraform forget what old acceptance stacks accepted, by the printed commands. Then nothing more is printed. */
export async function forgetByPrintedCommands(context: Context, when: string, old: readonly string[]): Promise<void> {
  const { report, terraform, folder } = context;
  await report.check(`${when}: ${old.join(", ")} are let go by the printed commands`, async () => {
    const printed = await printedAfterSynthesis(context);
    const commands = printedCommands(printed, "state rm");
    if (old.some((name, index) => !commands[index]?.includes(`/removed/${name} `)) || commands.length !== old.length)
      throw new CheckFailed(printed);
    if (printed.includes("Destroy them in this order")) throw new CheckFailed(printed);
    for (const command of commands) await terraform.mustInShell(folder, command);
    const after = await printedAfterSynthesis(context);
    if (after !== "") throw new CheckFailed(after);
  });
}

/** The bytes of states, by the names of their stacks. */
export function statesOf({ project }: Pick<Context, "project">, names: readonly string[]): Record<string, string> {
  const read = (name: string) => readFileSync(join(project.out, `../terraform-state/${name}.tfstate`), "utf8");
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}

/** Connections that an acceptance stack accepts. */
export async function acceptedBy(stack: Stack): Promise<readonly string[]> {
  return (await stack.outputs()).accepted_connections as readonly string[];
}

/**
 * Makes room for accepters of connections that are accepted. The stand-in keeps an object for each accepter, and makes
 * no second one for a connection. AWS has no such object: it knows the state of the connection, which stays as it is
 * here.
 *
 * @param endpointId id of the endpoint. @default - all endpoints
 */
export function forgetAcceptersInCloud({ folder }: Pick<Context, "folder">, endpointId?: string): void {
  const path = join(folder, "world.json");
  const world = JSON.parse(readFileSync(path, "utf8")) as {
    objects: Record<string, { readonly type: string; readonly attrs: { readonly vpc_endpoint_id?: string } }>;
  };
  for (const [key, { type, attrs }] of Object.entries(world.objects)) {
    const isMeant = endpointId === undefined || attrs.vpc_endpoint_id === endpointId;
    if (type === "aws_vpc_endpoint_connection_accepter" && isMeant) delete world.objects[key];
  }
  writeFileSync(path, JSON.stringify(world));
}
