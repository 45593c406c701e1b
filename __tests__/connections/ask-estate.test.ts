import type { AccessAccount } from "../../connections/account-access";
import { type AskedService, askEstate } from "../../connections/ask-estate";
import { CouldNotAsk } from "../../connections/could-not-ask";
import { FakeEc2, sdkError, THROTTLED } from "../support/fake-ec2";

const asked = (service: string, more: Partial<AskedService> = {}): AskedService => ({
  account: "111111111111",
  region: "us-east-1",
  tagName: `prod-${service}`,
  stack: `prod-service-${service}`,
  ...more,
});

const accessTo =
  (worlds: Readonly<Record<string, FakeEc2 | Error>>): AccessAccount =>
  async ({ account, region }) => {
    const world = worlds[`${account} ${region}`];
    if (!(world instanceof FakeEc2)) throw world ?? new Error(`nothing in ${account} ${region}`);
    return { calls: world, caller: `arn:aws:iam::${account}:user/test` };
  };

test("asks all services of an account and region together, in two calls", async () => {
  const ec2 = new FakeEc2()
    .service("vpce-svc-1", "prod-orders")
    .service("vpce-svc-2", "prod-billing")
    .connection("vpce-1", "888888888888", "available", "vpce-svc-1")
    .connection("vpce-2", "888888888888", "available", "vpce-svc-2");
  const other = new FakeEc2().service("vpce-svc-3", "prod-web");
  const answers = await askEstate([asked("orders"), asked("web", { account: "222222222222" }), asked("billing")], {
    access: accessTo({ "111111111111 us-east-1": ec2, "222222222222 us-east-1": other }),
  });
  expect(answers.map(({ serviceId, connections }) => [serviceId, connections.map((each) => each.endpointId)])).toEqual([
    ["vpce-svc-1", ["vpce-1"]],
    ["vpce-svc-3", []],
    ["vpce-svc-2", ["vpce-2"]],
  ]);
  expect(answers.map(({ problem }) => problem)).toEqual([undefined, undefined, undefined]);
  expect(ec2.calls).toEqual(["describeServices", "describeConnections"]);
});

test("fails for what cannot be asked, and tells all of the rest", async () => {
  const worlds = {
    "111111111111 us-east-1": new FakeEc2()
      .service("vpce-svc-1", "prod-orders")
      .service("vpce-svc-8", "prod-twice")
      .service("vpce-svc-9", "prod-twice"),
    "222222222222 us-east-1": sdkError("AccessDenied"),
    "333333333333 us-east-1": new CouldNotAsk({ expected: "credentials", found: "none", fix: "log in" }),
  };
  const answers = await askEstate(
    [
      asked("orders"),
      asked("missing"),
      asked("twice"),
      asked("web", { account: "222222222222" }),
      asked("mail", { account: "333333333333" }),
    ],
    { access: accessTo(worlds) },
  );
  expect(answers.map(({ problem }) => problem?.problem)).toEqual([
    undefined,
    {
      expected: "one endpoint service with the tag Name = prod-missing in account 111111111111, us-east-1",
      found: "none",
      fix: "deploy prod-service-missing, or leave the service out",
    },
    expect.objectContaining({ found: "2: vpce-svc-8, vpce-svc-9" }),
    expect.objectContaining({ found: "AccessDenied of this test" }),
    { expected: "credentials", found: "none", fix: "log in" },
  ]);
});

test("tells throttling from what will not pass by itself", async () => {
  const ec2 = new FakeEc2();
  ec2.before = () => {
    throw THROTTLED();
  };
  const access = accessTo({ "111111111111 us-east-1": ec2, "222222222222 us-east-1": sdkError("AccessDenied") });
  const answers = await askEstate([asked("orders"), asked("web", { account: "222222222222" })], { access });
  expect(answers.map(({ problem }) => problem?.isThrottling)).toEqual([true, false]);
});

test("a connection that cannot be read makes its service unknown", async () => {
  const ec2 = new FakeEc2().service("vpce-svc-1", "prod-orders").connection("vpce-1", "888888888888", "quarantined");
  const [answer] = await askEstate([asked("orders")], { access: accessTo({ "111111111111 us-east-1": ec2 }) });
  expect(answer?.problem?.problem.found).toContain('vpce-1: the state "quarantined"');
});

test("ends with the reason of the signal", async () => {
  const controller = new AbortController();
  const ec2 = new FakeEc2().service("vpce-svc-1", "prod-orders");
  ec2.before = () => controller.abort(new Error("ended"));
  const access = accessTo({ "111111111111 us-east-1": ec2 });
  await expect(askEstate([asked("orders")], { access, signal: controller.signal })).rejects.toThrow("ended");
});
