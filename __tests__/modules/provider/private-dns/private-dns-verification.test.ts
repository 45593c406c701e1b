import "../../../support/matchers";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { TerraformVariable } from "cdktf";
import { PrivateDnsVerification, type PrivateDnsVerificationProps } from "../../../../modules/provider";
import { ids, refusal, synth, unknownText } from "../../../support/synth";

const RECORD = { name: "_a1b2c3.orders.example.com", type: "TXT", value: "vpce:AbC" };
const PROPS: PrivateDnsVerificationProps = {
  serviceId: "vpce-svc-0123456789abcdef0",
  privateDnsName: "orders.example.com",
  record: RECORD,
};
const IN_ZONE: PrivateDnsVerificationProps = { ...PROPS, hostedZone: { id: "Z0123456789ABCDEFGHIJ" } };

const verification = (props: PrivateDnsVerificationProps) =>
  synth((scope) => new PrivateDnsVerification(scope, "verification", props));
const inZone = verification(IN_ZONE);

test("makes the record in the hosted zone, then has AWS look for it and waits", () => {
  expect(inZone.text).toHaveResourceWithProperties(Route53Record, {
    name: RECORD.name,
    type: "TXT",
    ttl: 1800,
    records: ["vpce:AbC"],
    zone_id: expect.stringMatching(/^\$\{data\.aws_route53_zone\.[\w-]+\.zone_id}$/),
  });
  expect(inZone.resource("aws_vpc_endpoint_service_private_dns_verification")).toMatchObject({
    service_id: PROPS.serviceId,
    wait_for_verification: true,
    depends_on: [`aws_route53_record.${ids(inZone, "aws_route53_record")[0]}`],
  });
});

test("asks AWS anew when the record is another", () => {
  const [asked] = ids(inZone, "terraform_data");
  expect(inZone.resource("terraform_data").input).toEqual(RECORD);
  expect(inZone.resource("aws_vpc_endpoint_service_private_dns_verification").lifecycle).toEqual({
    // An address and no template, which Terraform would not take.
    replace_triggered_by: [`terraform_data.${asked}`],
  });
});

test("refuses a plan while the service asks for the record of another name", () => {
  for (const privateDnsName of ["orders.example.com", "*.orders.example.com"])
    expect(verification({ ...PROPS, privateDnsName }).resource("terraform_data").lifecycle.precondition).toEqual([
      {
        condition: '${(replace("_a1b2c3.orders.example.com", "/^[^.]*[.]/", "") == "orders.example.com")}',
        error_message: `The service does not ask for a record of ${privateDnsName} yet. Deploy it with that private DNS name first.`,
      },
    ]);
});

test("refuses a plan for a zone that is private, or that the name is not in", () => {
  expect(inZone.data("aws_route53_zone")[0]?.lifecycle.postcondition).toEqual([
    {
      condition: "${self.private_zone != true}",
      error_message:
        "Hosted zone Z0123456789ABCDEFGHIJ is a private one, where AWS does not look for the record of orders.example.com. Name a public zone.",
    },
    {
      condition: '${try(endswith(".orders.example.com", ".${trimsuffix(self.name, ".")}"), false)}',
      error_message:
        "Hosted zone Z0123456789ABCDEFGHIJ is that of ${self.name}, which orders.example.com is not in. Name the zone of a domain that it is in.",
    },
  ]);
});

test("reads and writes the zone with a provider of its own, and verifies with the scope's", () => {
  const stack = synth((scope) => {
    new AwsProvider(scope, "aws", { region: "us-east-1" });
    const provider = new AwsProvider(scope, "dns", { region: "us-east-1", alias: "dns" });
    new PrivateDnsVerification(scope, "verification", { ...IN_ZONE, hostedZone: { id: "Z0123", provider } });
  });
  expect(stack.data("aws_route53_zone")[0]?.provider).toBe("aws.dns");
  expect(stack.resource("aws_route53_record").provider).toBe("aws.dns");
  expect(stack.resource("aws_vpc_endpoint_service_private_dns_verification")).not.toHaveProperty("provider");
});

test("without a hosted zone only has AWS look for the record", () => {
  const { types, data } = verification(PROPS);
  expect(types).toEqual(["aws_vpc_endpoint_service_private_dns_verification", "terraform_data"]);
  expect(data("aws_route53_zone")).toEqual([]);
});

test("what only Terraform knows is not judged", () => {
  const stack = synth((scope) => {
    const name = new TerraformVariable(scope, "name", {}).stringValue;
    const record = { name, type: "TXT", value: unknownText("local.value") };
    new PrivateDnsVerification(scope, "a", { ...PROPS, record, hostedZone: { id: unknownText("var.zone") } });
  });
  expect(stack.resource("aws_route53_record")).toMatchObject({ name: "${var.name}", records: ["${local.value}"] });
  expect(stack.resource("terraform_data").lifecycle.precondition[0].condition).toContain("(replace(var.name,");
});

test.each<[string, Partial<PrivateDnsVerificationProps>, string]>([
  [
    "on a name with capitals",
    { privateDnsName: "Orders.example.com" },
    "`privateDnsName`: expected a DNS name in lower case",
  ],
  [
    "on a name that only Terraform knows",
    { privateDnsName: unknownText("var.name") },
    "`privateDnsName`: expected a name that is known at synthesis",
  ],
  [
    "on a domain in place of a hosted zone",
    { hostedZone: { id: "example.com" } },
    '`hostedZone.id`: expected the id of a hosted zone, such as Z0123456789ABCDEFGHIJ; got "example.com"',
  ],
])("fails %s", (_, props, message) => {
  expect(refusal((scope) => new PrivateDnsVerification(scope, "verification", { ...PROPS, ...props }))).toContain(
    message,
  );
});
