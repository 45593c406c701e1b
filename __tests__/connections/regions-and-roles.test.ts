import type { AccessAccount } from "../../connections/account-access";
import { askEstate } from "../../connections/ask-estate";
import { observe } from "../../connections/observe";
import { FakeEc2 } from "../support/fake-ec2";

test.each([
  ["eu-west-1", "eu-west-1"],
  ["us-east-1", "us-east-1"],
  ["", "us-east-1"],
  [undefined, "us-east-1"],
])("an endpoint for which AWS says the region %j is in %s", async (VpcEndpointRegion, region) => {
  const ec2 = new FakeEc2().connection("vpce-1", "888888888888", "available");
  ec2.connections.set("vpce-1", { ...ec2.connections.get("vpce-1"), VpcEndpointRegion });
  const observed = await observe(ec2, ["vpce-svc-1"], "us-east-1");
  expect(observed.get("vpce-svc-1")?.connections[0]?.region).toBe(region);
});

test("services of one account with different roles are each asked under their own role", async () => {
  const roles = { orders: "arn:aws:iam::111111111111:role/orders", web: "arn:aws:iam::111111111111:role/web" };
  const worlds = new Map<string | undefined, FakeEc2>([
    [roles.orders, new FakeEc2().service("vpce-svc-1", "prod-orders")],
    [roles.web, new FakeEc2().service("vpce-svc-2", "prod-web")],
    [undefined, new FakeEc2().service("vpce-svc-3", "prod-mail")],
  ]);
  const access: AccessAccount = async ({ roleArn }) => ({
    calls: worlds.get(roleArn) ?? new FakeEc2(),
    caller: roleArn ?? "no role",
  });
  const asked = (service: string, roleArn?: string) => ({
    ...{ account: "111111111111", region: "us-east-1" },
    ...{ tagName: `prod-${service}`, stack: `prod-service-${service}`, roleArn },
  });
  const answers = await askEstate([asked("orders", roles.orders), asked("web", roles.web), asked("mail")], { access });
  expect(answers.map((each) => [each.serviceId, each.access?.caller, each.problem])).toEqual([
    ["vpce-svc-1", roles.orders, undefined],
    ["vpce-svc-2", roles.web, undefined],
    ["vpce-svc-3", "no role", undefined],
  ]);
});
