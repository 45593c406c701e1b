import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeEndpoints, makeService, statesOf } from "../customers";
import { expectCode, expectIn, expectSame, run, type Trial, writeLedger } from "../trial";

const GLOBEX = "888888888888";

/** Throttling, errors of AWS, and two runs at once. */
export async function faults(trial: Trial): Promise<void> {
  const { report, simulator, folder } = trial;
  const environments = writeLedger(trial, { globex: { account: GLOBEX } });
  const args = (command: string, ...more: string[]) => [command, "--environments", environments, ...more];
  const service = await makeService(simulator, "prod-orders");
  const states = async () => [...new Set((await statesOf(simulator, service)).values())];
  await makeEndpoints(simulator, GLOBEX, service, 120);
  for (const [code, status] of [["RequestLimitExceeded", 503] as const, ["InternalError", 500] as const])
    await report.check(`status asks again after ${code}`, async () => {
      await simulator.fail("DescribeVpcEndpointConnections", 2, code, status);
      const { calls } = await simulator.during(() => expectCode(1, run(trial, args("status"))));
      // 120 connections are three pages.
      expectSame(calls.filter((call) => call.action === "DescribeVpcEndpointConnections").length, 2 + 3);
    });
  await report.check("2: AWS does not answer for good; nothing is said to be known", async () => {
    await simulator.fail("DescribeVpcEndpointConnections", 8, "UnauthorizedOperation", 403);
    const { stdout } = await expectCode(2, run(trial, args("status", "--format", "json")));
    await simulator.mend();
    const [asked] = JSON.parse(stdout).services;
    expectSame([asked.is_known, asked.connections], [false, []]);
  });
  await report.check("two reconciles at once, while AWS throttles: each endpoint is accepted, none fails", async () => {
    await simulator.fail("AcceptVpcEndpointConnections", 2, "RequestLimitExceeded", 503);
    const both = ["one", "two"].map((name) =>
      expectCode(0, run(trial, args("reconcile", "--yes", "--audit", join(folder, `${name}.jsonl`)))),
    );
    await Promise.all(both);
    expectSame(await states(), ["available"]);
    const lines = ["one", "two"]
      .flatMap((name) => linesOf(join(folder, `${name}.jsonl`)))
      .filter(({ result }) => result !== "intended");
    expectSame(lines.filter(({ result }) => result === "done").length, 120);
    expectSame(
      lines.filter(({ result }) => result !== "done" && result !== "already"),
      [],
    );
  });
  await report.check("a revoked customer: more live connections than one run may cut are held back", async () => {
    writeLedger(trial, { globex: { account: GLOBEX, more: "state: revoked\nsince: 2026-01-01\nreason: left\n" } });
    expectIn((await expectCode(1, run(trial, args("reconcile", "--yes")))).output, "120 held back");
    expectSame(await states(), ["available"]);
  });
  await report.check("as many as a person allows are cut", async () => {
    const most = ["--most-rejections", "120"];
    expectIn((await expectCode(0, run(trial, args("reconcile", "--yes", ...most)))).output, "120 rejected");
    expectSame(await states(), ["rejected"]);
    await expectCode(0, run(trial, args("status")));
  });
}

function linesOf(file: string): { result: string }[] {
  try {
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.flatMap((line) => (line === "" ? [] : [JSON.parse(line) as { result: string }]));
  } catch {
    // The other run was faster, so that this one had nothing to do.
    return [];
  }
}
