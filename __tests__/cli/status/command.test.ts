import { join } from "node:path";
import { duration } from "../../../cli/status/command-options";
import { cli } from "../../support/cli";
import { folderOf } from "../../support/environments";
import { ledgerFolder } from "../../support/ledger-folder";

const SERVICE = { id: "vpce-svc-0a", tags: { Name: "prod-orders" } };
const STATE = JSON.stringify({
  version: 4,
  resources: [{ mode: "managed", type: "aws_vpc_endpoint_service", instances: [{ attributes: SERVICE }] }],
});
const EMPTY = JSON.stringify({ version: 4, resources: [] });

const read = (...more: string[]) =>
  cli(["status", "--environments", ledgerFolder(), "--from", folderOf({ "a.tfstate": STATE }), ...more]);

test("status prints the report, and its exit code is that of the process", async () => {
  const { out, error, code } = await read();
  expect([code, error]).toEqual([1, ""]);
  expect(out).toContain("never-connected (2)");
});

test("--from takes what a shell makes of *.tfstate, and may be repeated", async () => {
  const folder = folderOf({ "a.tfstate": STATE, "b.tfstate": EMPTY, "c.tfstate": EMPTY });
  const [a, b, c] = ["a", "b", "c"].map((name) => join(folder, `${name}.tfstate`)) as [string, string, string];
  const args = ["status", "--environments", ledgerFolder(), "--from", b, a, "--from", c];
  const { out, error, code } = await cli(args);
  expect([code, error]).toEqual([1, ""]);
  expect(out).toContain("prod/orders  vpce-svc-0a");
  expect(out).toContain("Each state is as old as its last refresh");
  expect(out).toContain("`terraform apply -refresh-only` refreshes it.");
});

test.each([
  [["status", "--format", "xml"], "Allowed choices are text, json, markdown, csv."],
  [["status", "--timeout", "soon"], "Expected a time such as 90s, 15m or 2h."],
  [["status", "--now", "tomorrow"], "Expected a date such as 2026-12-31."],
  [["status", "--consumer", ""], "Expected a name; got an empty text."],
  [["reconcile", "--unknown", "accept"], "Allowed choices are leave, reject."],
  [["reconcile", "--most-rejections", "-1"], "Expected a whole number of 0 or more."],
])("fails with 2 on %j", async (args, message) => {
  const { error, code } = await cli(args);
  expect(code).toBe(2);
  expect(error).toContain(message);
});

test("fails with 2 where the environments are wrong: nothing could be asked", async () => {
  const { error, code } = await cli(["status", "--environments", join(folderOf({}), "none")]);
  expect(code).toBe(2);
  expect(error).toContain("expected a folder of environments");
});

test("fails with 2 where a name matches nothing", async () => {
  const { error, code } = await read("--service", "order");
  expect(code).toBe(2);
  expect(error).toContain("order: did you mean orders?");
});

test("the help of both says what the exit codes mean", async () => {
  expect((await cli(["status", "--help"])).out).toContain("Exit codes: 0 as declared; 1 there are differences");
  expect((await cli(["reconcile", "--help"])).out).toContain("Exit codes: 0 done, or nothing to do;");
});

test("times have units", () => {
  expect(["90", "90s", "15m", "2h"].map(duration)).toEqual([90_000, 90_000, 900_000, 7_200_000]);
});
