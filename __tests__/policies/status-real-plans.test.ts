import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicy } from "../../policies/checker/policy";
import { readPolicyData } from "../../policies/checker/policy-data";
import type { JudgedVerdict } from "../../policies/checker/verdict";
import { temporaryFolder } from "../support/environments";
import { CONNECTION, status } from "./statuses";

/** Judges a plan that Terraform made with the AWS provider, by what a status says of its only endpoint. */
async function judge(name: "destroy" | "revoke", connections: readonly object[] | undefined) {
  const file = join(temporaryFolder(), "status.json");
  writeFileSync(file, JSON.stringify(status(connections)));
  const data = readPolicyData([], "2026-11-25", connections === undefined ? [] : [file]);
  const plan = JSON.parse(readFileSync(join(__dirname, "fixtures/service-with-endpoint", `${name}.json`), "utf8"));
  const { verdict, findings, relied_on, names } = (await loadPolicy(data)).judge(plan) as JudgedVerdict;
  const failing = findings.filter(({ outcome }) => outcome !== "warning");
  return {
    verdict,
    used: names.used.status,
    failing: failing.map(({ rule, address }) => `${rule} ${address}`),
    naming: failing.filter(({ message }) => message.includes("web (vpce-0123456789abcdef0, account 222222222222)"))
      .length,
    relied: relied_on.map(({ rule, address }) => `${rule} ${address}`),
  };
}

const DESTRUCTION = ["revoke-before-destroy aws_vpc_endpoint.e", "no-destruction aws_vpc_endpoint_service.s"];
const ACCEPTANCE = "aws_vpc_endpoint_connection_accepter.acc[0]";

test("a plan that destroys all of a service fails without a status", async () => {
  expect(await judge("destroy", undefined)).toEqual({
    verdict: "violations",
    used: undefined,
    failing: ["no-destruction aws_lb.n", ...DESTRUCTION],
    naming: 0,
    relied: [],
  });
});

test("it fails while somebody is connected, and each finding names them", async () => {
  expect(await judge("destroy", [CONNECTION])).toEqual({
    verdict: "violations",
    used: [0],
    failing: ["no-destruction aws_lb.n", DESTRUCTION[0], `accepted-connections ${ACCEPTANCE}`, DESTRUCTION[1]],
    naming: 4,
    relied: [],
  });
});

test("it passes once the connection is rejected", async () => {
  expect(await judge("destroy", [{ ...CONNECTION, state: "rejected", declared: "revoked" }])).toEqual({
    verdict: "clean",
    used: [0],
    failing: [],
    naming: 0,
    relied: ["no-destruction aws_lb.n", DESTRUCTION[0], `no-narrowing ${ACCEPTANCE}`, DESTRUCTION[1]],
  });
});

test("an endpoint that the status does not list, and the plan shows connected, stays refused", async () => {
  const { failing, relied } = await judge("destroy", []);
  expect(failing).toEqual([DESTRUCTION[0]]);
  expect(relied).toEqual(["no-destruction aws_lb.n", DESTRUCTION[1]]);
});

test.each([
  ["available", 1, []],
  ["deleted", 0, [`accepted-connections ${ACCEPTANCE}`, `no-narrowing ${ACCEPTANCE}`]],
])("an acceptance that is no longer found, of an endpoint that is %s", async (state, naming, relied) => {
  const judged = await judge("revoke", [{ ...CONNECTION, state }]);
  expect([judged.failing.length, judged.naming, judged.relied]).toEqual([naming, naming, relied]);
});
