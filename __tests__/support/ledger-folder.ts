import type { Outside } from "../../cli/status/aws";
import type { StatusOptions } from "../../cli/status/options";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf } from "./environments";
import type { FakeEc2 } from "./fake-ec2";

/** The account of an external customer. */
export const GLOBEX = "888888888888";

/** A folder of environments: `prod` with the service `orders`, the managed customer `web` and the external ones. */
export function ledgerFolder(external: Readonly<Record<string, string>> = { globex: external1() }, more = {}): string {
  return folderOf({
    "prod/environment.yaml": ENVIRONMENT,
    "prod/consumers/web.yaml": CONSUMER,
    ...Object.fromEntries(Object.entries(external).map(([name, text]) => [`prod/consumers/${name}.yaml`, text])),
    ...more,
  });
}

/** An external customer who has not told the id of an endpoint. */
export function external1(account: string = GLOBEX): string {
  return edit(edit(EXTERNAL, "    endpointId: vpce-0123456789abcdef0\n", ""), GLOBEX, account);
}

/** Streams that keep what is written. */
export function keptStreams() {
  const kept = { out: "", error: "" };
  const streams = {
    out: (text: string) => {
      kept.out += text;
    },
    error: (text: string) => {
      kept.error += text;
    },
  };
  return { kept, streams };
}

/** Options of `status` for a folder. */
export function statusOptions(environments: string, more: Partial<StatusOptions> = {}): StatusOptions {
  return { environments, format: "text", timeout: 60_000, now: "2026-06-01", ...more };
}

/** AWS in memory, and a clock that runs only while it is waited for. */
export function outsideOf(worlds: Readonly<Record<string, FakeEc2 | Error>>): Outside & { waits: number[] } {
  let time = Date.parse("2026-06-01T10:00:00Z");
  const waits: number[] = [];
  return {
    waits,
    access: async ({ account }) => {
      const world = worlds[account];
      if (world === undefined || world instanceof Error) throw world ?? new Error(`nothing in ${account}`);
      return { calls: world, caller: `arn:aws:iam::${account}:user/test` };
    },
    now: () => new Date(time),
    wait: async (milliseconds, signal) => {
      time += milliseconds;
      waits.push(milliseconds);
      signal.throwIfAborted();
    },
  };
}
