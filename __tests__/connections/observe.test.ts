import { findServices } from "../../connections/find-services";
import { observe } from "../../connections/observe";
import { allPages, partsOf } from "../../connections/pages";
import { FakeEc2 } from "../support/fake-ec2";

test("asks for the connections of many services in one call, page by page", async () => {
  const ec2 = new FakeEc2(2);
  for (const [index, service] of ["vpce-svc-1", "vpce-svc-2", "vpce-svc-3"].entries())
    ec2.connection(`vpce-${index}`, "888888888888", "available", service);
  const observed = await observe(ec2, ["vpce-svc-1", "vpce-svc-2", "vpce-svc-9"], "us-east-1");
  expect([...observed].map(([id, { connections }]) => [id, connections.map(({ endpointId }) => endpointId)])).toEqual([
    ["vpce-svc-1", ["vpce-0"]],
    ["vpce-svc-2", ["vpce-1"]],
    ["vpce-svc-9", []],
  ]);
  expect(ec2.log).toHaveLength(1);
});

test("a call takes 200 services", async () => {
  const ec2 = new FakeEc2();
  await observe(
    ec2,
    Array.from({ length: 401 }, (_, index) => `vpce-svc-${index}`),
    "us-east-1",
  );
  expect(ec2.log).toHaveLength(3);
});

test("a connection that is on two pages counts once, as it is on the later one", async () => {
  const ec2 = new FakeEc2(1)
    .connection("vpce-1", "888888888888", "pendingAcceptance")
    .connection("vpce-2", "8", "available");
  ec2.before = () => {
    if (ec2.log.length !== 2) return;
    ec2.connections.delete("vpce-1");
    ec2.connection("vpce-1", "888888888888", "available");
    ec2.connections.set("vpce-0", { ...ec2.connections.get("vpce-1") });
  };
  const { connections = [] } = (await observe(ec2, ["vpce-svc-1"], "us-east-1")).get("vpce-svc-1") ?? {};
  expect(connections.filter(({ endpointId }) => endpointId === "vpce-1")).toMatchObject([{ state: "available" }]);
});

test("states are known in any case; the region is the service's where AWS does not say", async () => {
  const ec2 = new FakeEc2();
  ec2.connections.set("vpce-1", {
    ...{ ServiceId: "vpce-svc-1", VpcEndpointId: "vpce-1", VpcEndpointOwner: "888888888888" },
    ...{ VpcEndpointState: "PendingAcceptance", CreationTimestamp: new Date("2026-01-02T03:04:05Z") },
  });
  expect((await observe(ec2, ["vpce-svc-1"], "eu-west-1")).get("vpce-svc-1")?.connections).toEqual([
    {
      ...{ endpointId: "vpce-1", owner: "888888888888", region: "eu-west-1" },
      ...{ state: "pendingAcceptance", createdAt: "2026-01-02T03:04:05.000Z" },
    },
  ]);
});

test("fails where pages do not end", async () => {
  await expect(allPages(async () => ({ items: [1], nextToken: "again" }))).rejects.toThrow("the same page twice");
  let token = 0;
  await expect(allPages(async () => ({ items: [], nextToken: String(token++) }))).rejects.toThrow(
    "more than 1000 pages",
  );
});

test("parts of a list have at most a size", () => {
  expect(partsOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(partsOf([], 2)).toEqual([]);
});

describe("services by their names", () => {
  test("are found; a deleted one does not count", async () => {
    const ec2 = new FakeEc2(1).service("vpce-svc-1", "prod-orders").service("vpce-svc-2", "prod-billing");
    ec2.services.push({
      ServiceId: "vpce-svc-0",
      ServiceState: "Deleted",
      Tags: [{ Key: "Name", Value: "prod-orders" }],
    });
    expect([...(await findServices(ec2, ["prod-orders", "prod-billing", "prod-new"]))]).toEqual([
      ["prod-orders", ["vpce-svc-1"]],
      ["prod-billing", ["vpce-svc-2"]],
      ["prod-new", []],
    ]);
  });

  test("two with one name are both told", async () => {
    const ec2 = new FakeEc2().service("vpce-svc-1", "prod-orders").service("vpce-svc-2", "prod-orders");
    expect((await findServices(ec2, ["prod-orders"])).get("prod-orders")).toEqual(["vpce-svc-1", "vpce-svc-2"]);
  });
});
