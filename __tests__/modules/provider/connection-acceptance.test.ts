import "../../support/matchers";
import { VpcEndpointConnectionAccepter } from "@cdktf/provider-aws/lib/vpc-endpoint-connection-accepter";
import { ConnectionAcceptance, type ConnectionAcceptanceProps } from "../../../modules/provider";
import { ids, refusal, synth, unknownText } from "../../support/synth";

const ENDPOINT_IDS = { web_orders: "vpce-0123456789abcdef0", audit_orders: "vpce-01234567" };

function synthAcceptance(
  endpointIds: ConnectionAcceptanceProps["endpointIds"],
  serviceId = "vpce-svc-0123456789abcdef0",
) {
  return synth((scope) => new ConnectionAcceptance(scope, "connections", { serviceId, endpointIds }));
}

test("each endpoint is accepted, at an address that its name makes", () => {
  const acceptance = synthAcceptance(ENDPOINT_IDS);
  expect(acceptance.types).toEqual(["aws_vpc_endpoint_connection_accepter"]);
  expect(ids(acceptance, "aws_vpc_endpoint_connection_accepter")).toEqual([
    expect.stringMatching(/^connections_audit_orders_[0-9A-F]{8}$/),
    expect.stringMatching(/^connections_web_orders_[0-9A-F]{8}$/),
  ]);
  expect(acceptance.text).toHaveResourceWithProperties(VpcEndpointConnectionAccepter, {
    vpc_endpoint_service_id: "vpce-svc-0123456789abcdef0",
    vpc_endpoint_id: "vpce-0123456789abcdef0",
  });
});

test("the order of the names changes nothing; another name changes no other's address", () => {
  const acceptance = synthAcceptance(ENDPOINT_IDS);
  expect(synthAcceptance(Object.fromEntries(Object.entries(ENDPOINT_IDS).reverse())).text).toBe(acceptance.text);
  const more = synthAcceptance({ a_b: "vpce-00000000000000001", ...ENDPOINT_IDS });
  expect(more.json.resource.aws_vpc_endpoint_connection_accepter).toMatchObject(
    acceptance.json.resource.aws_vpc_endpoint_connection_accepter,
  );
});

test("an endpoint that may not exist is accepted once it does", () => {
  const acceptance = synthAcceptance({
    web_orders: "vpce-0123456789abcdef0",
    late_orders: { endpointId: unknownText("local.late"), when: "local.late != null" },
  });
  expect(acceptance.resources("aws_vpc_endpoint_connection_accepter")).toMatchObject([
    { vpc_endpoint_id: "${local.late}", count: "${local.late != null ? 1 : 0}" },
    { vpc_endpoint_id: "vpce-0123456789abcdef0" },
  ]);
  expect(acceptance.resources("aws_vpc_endpoint_connection_accepter")[1]).not.toHaveProperty("count");
});

test("without endpoints nothing is accepted", () => {
  expect(synthAcceptance({}).types).toEqual([]);
});

test("what only Terraform knows is not judged", () => {
  const acceptance = synthAcceptance({ a_b: unknownText("var.endpoint") }, unknownText("var.service"));
  expect(acceptance.resource("aws_vpc_endpoint_connection_accepter")).toMatchObject({
    vpc_endpoint_service_id: "${var.service}",
    vpc_endpoint_id: "${var.endpoint}",
  });
});

test("fails on each id that is no endpoint's", () => {
  const message = refusal(
    (scope) =>
      new ConnectionAcceptance(scope, "connections", {
        serviceId: "vpce-svc-0123456789abcdef0",
        endpointIds: { a: "vpce-svc-0123456789abcdef0", b: "vpce-0123456789abcdef0", c: "" },
      }),
  );
  const expected = "expected the id of a VPC endpoint, such as vpce-0123456789abcdef0";
  expect(message.split("\n")).toEqual([
    "Invalid properties of ConnectionAcceptance at stack/connections:",
    `  - \`endpointIds.a\`: ${expected}; got "vpce-svc-0123456789abcdef0"`,
    `  - \`endpointIds.c\`: ${expected}; got ""`,
  ]);
});
