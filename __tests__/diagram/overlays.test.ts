import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changesOf, type StackChange } from "../../diagram/overlays/changes";
import { verdictsOf } from "../../diagram/overlays/verdicts";
import { touchedStacks } from "../../diagram/touched";
import type { PlannedStack } from "../../pipeline/plans-file";
import type { Report } from "../../policies/checker/report/report-schema";
import { temporaryFolder } from "../support/environments";
import { change, changes } from "./facts";
import { plannedStack, plansIndex } from "./plans";

function changeOf(planned: Partial<PlannedStack>, resources?: readonly object[]) {
  const folder = temporaryFolder();
  const stack = plannedStack("dev-consumer-web", planned);
  if (resources !== undefined) {
    mkdirSync(join(folder, stack.name));
    writeFileSync(join(folder, stack.name, "plan.json"), JSON.stringify({ resource_changes: resources }));
  }
  return changesOf(folder, plansIndex([stack]))[0];
}

const resource = (address: string, ...actions: readonly string[]) => ({
  ...{ address, mode: "managed", type: address.split(".")[0], change: { actions, before: { service_name: "x" } } },
});

describe("what plans do", () => {
  test("by resource, without the index of its address", () => {
    const found = changeOf({}, [
      resource("aws_lb.a", "create"),
      resource("aws_lb.b[0]", "delete", "create"),
      resource('aws_lb.c["x"]', "create", "delete"),
      resource("aws_lb.d", "update"),
      resource("aws_lb.e", "no-op"),
      resource("aws_vpc_endpoint.f", "delete"),
      resource("aws_lb.g", "forget"),
      resource("aws_lb.h[0]", "create"),
      resource("aws_lb.h[1]", "delete"),
      { ...resource("data.aws_lb.i", "read"), mode: "data" },
      resource("aws_lb.j", "create", "forget"),
      resource("aws_lb.k", "an-action-of-tomorrow"),
    ]);
    expect(Object.fromEntries(found?.resources ?? [])).toEqual({
      ...{ "aws_lb.a": "added", "aws_lb.b": "replaced", "aws_lb.c": "replaced", "aws_lb.d": "changed" },
      ...{ "aws_vpc_endpoint.f": "removed", "aws_lb.g": "removed", "aws_lb.h": "changed" },
      ...{ "aws_lb.j": "replaced", "aws_lb.k": "replaced" },
    });
    expect(found?.removed.map(({ address }) => address)).toEqual(["aws_vpc_endpoint.f", "aws_lb.g", "aws_lb.h"]);
    expect(found?.sign).toBe("changed");
  });

  test.each<[string, Partial<PlannedStack>, string | undefined]>([
    ["a new stack", { change: "new", state: null }, "added"],
    ["one that is gone", { change: "gone", mode: "destroy" }, "removed"],
    ["one that is deferred", { change: "changed", result: "deferred", counts: null, json_digest: null }, "changed"],
    ["one that stays", { change: "affected", result: "no-changes", json_digest: null }, undefined],
    ["one that was not planned", { change: null, result: "skipped", counts: null, json_digest: null }, undefined],
  ])("%s", (_, planned, sign) => {
    expect(
      changeOf({ counts: { create: 0, update: 0, replace: 0, destroy: 0, forget: 0, import: 0 }, ...planned })?.sign,
    ).toBe(sign);
  });

  test("all that is new is new, where everything is planned", () => {
    expect(changeOf({ change: null, state: null }, [resource("aws_lb.a", "create")])?.sign).toBe("added");
  });

  test("a plan that is no plan is none", () => {
    const found = changeOf({ change: "changed" }, [
      { address: 7, mode: "managed" },
      { mode: "managed", change: null },
    ]);
    expect(found?.resources.size).toBe(0);
  });
});

describe("what the policies say", () => {
  const step = (address: string | null, name = "step") => ({ step: name, address, what: name });
  const finding = (outcome: string, addresses: readonly (string | null)[], more: object = {}) => ({
    ...{ outcome, vpcs: ["aws_vpc.a"], waiver: null, witness: addresses.map((address) => step(address)), ...more },
  });
  const document = (result: string, findings: readonly object[], more: object = {}) => ({
    ...{ source: "x/dev-consumer-web/cdk.tf.json", stack: "dev-consumer-web", ...more },
    verdict: { verdict: "violations", consumer_vpcs: [{ address: "aws_vpc.a", result }], findings },
  });
  const verdictOn = (...documents: readonly object[]) =>
    verdictsOf({ documents } as unknown as Report)
      .get("dev-consumer-web")
      ?.get("aws_vpc.a");

  test("the worse result of a stack and its plan, whose stack is that of its folder", () => {
    const plan = document("VIOLATED", [], { stack: null, source: "plans/dev-consumer-web/plan.json" });
    expect(verdictOn(document("PROVEN", []), plan)?.result).toBe("VIOLATED");
    expect(verdictOn(plan, document("UNPROVEN", []))?.result).toBe("VIOLATED");
  });

  test("ways out that are no part of another, without waived ones and warnings", () => {
    const found = verdictOn(
      document("VIOLATED", [
        finding("violated", ["aws_vpc.a", "aws_nat_gateway.n"]),
        finding("violated", ["aws_vpc.a", "aws_subnet.s", "aws_nat_gateway.n", null]),
        finding("violated", ["aws_vpc.a", "aws_subnet.s", "aws_nat_gateway.n", null]),
        finding("unproven", ["aws_vpc.a", "aws_route.r[0]"]),
        finding("violated", ["aws_vpc.a", "aws_lb.waived"], { waiver: { reason: "", owner: "", expires: "" } }),
        finding("warning", ["aws_vpc.a", "aws_lb.warning"]),
        finding("violated", ["aws_vpc.b", "aws_lb.other"], { vpcs: ["aws_vpc.b"] }),
      ]),
    );
    expect(found?.paths.map(({ wayOut, steps }) => [wayOut, ...steps.map(({ address }) => address)])).toEqual([
      ["violated", "aws_vpc.a", "aws_subnet.s", "aws_nat_gateway.n", null],
      ["unproven", "aws_vpc.a", "aws_route.r"],
    ]);
  });

  test("a document that cannot be judged says nothing", () => {
    const unjudgeable = { source: "x", stack: null, verdict: { verdict: "unjudgeable", form: "plan", why: ["x"] } };
    expect(verdictOn(unjudgeable)).toBeUndefined();
  });
});

describe("what a change touches", () => {
  const stack = (name: string, ...dependencies: readonly string[]) => {
    const [environment = "", role = "", ...key] = name.split("-");
    return { name, folder: name, environment, role: role as "consumer", key: key.join("-"), dependencies };
  };
  const estate = [
    stack("dev-acceptance-orders", "dev-service-orders", "dev-consumer-a", "dev-consumer-b"),
    stack("dev-consumer-a", "dev-service-orders"),
    stack("dev-consumer-b", "dev-service-orders", "dev-service-ledger"),
    stack("dev-consumer-c", "dev-service-ledger"),
    stack("dev-service-ledger"),
    stack("dev-service-orders"),
    stack("prod-service-orders"),
  ];
  const touchedBy = (...all: readonly StackChange[]) => touchedStacks(estate, changes(...all)).map(({ name }) => name);

  test("a consumer brings along its service and who accepts there, and no other consumer", () => {
    expect(touchedBy(change("dev-consumer-a", "added"))).toEqual([
      "dev-acceptance-orders",
      "dev-consumer-a",
      "dev-service-orders",
    ]);
  });

  test("a service brings along its consumers, and what else they connect to", () => {
    expect(touchedBy(change("dev-service-orders", "changed"))).toEqual([
      ...["dev-acceptance-orders", "dev-consumer-a", "dev-consumer-b", "dev-service-ledger", "dev-service-orders"],
    ]);
  });

  test("an acceptance brings along the consumers whose connections change", () => {
    const accepter = { "aws_vpc_endpoint_connection_accepter.connections_a_orders_01234567": "added" };
    expect(touchedBy(change("dev-acceptance-orders", "changed", accepter))).toEqual([
      ...["dev-acceptance-orders", "dev-consumer-a", "dev-service-orders"],
    ]);
  });

  test("what stays as it is touches nothing", () => {
    expect(touchedBy(change("dev-service-orders", undefined))).toEqual([]);
  });
});
