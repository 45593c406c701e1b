import "../../support/matchers";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { renderCard, ServiceCardParameter, type ServiceCardParameterProps, serviceCard } from "../../../modules/card";
import { CARD } from "../../support/card";
import { ids, refusal, synth, unknownText } from "../../support/synth";

const ORGANIZATION = "arn:aws:organizations::999999999999:organization/o-a1b2c3d4e5";
const UNIT = "arn:aws:organizations::999999999999:ou/o-a1b2c3d4e5/ou-ab12-cdefgh34";
const PROPS: ServiceCardParameterProps = {
  name: "/privatelink/prod/orders",
  card: serviceCard({ ...CARD, serviceName: null }),
  serviceName: unknownText("aws_vpc_endpoint_service.orders.service_name"),
};

const synthParameter = (props: Partial<ServiceCardParameterProps> = {}) =>
  synth((scope) => new ServiceCardParameter(scope, "card", { ...PROPS, ...props }));
const refusalOf = (props: Partial<ServiceCardParameterProps>) =>
  refusal((scope) => new ServiceCardParameter(scope, "card", { ...PROPS, ...props }));

test("a parameter of the advanced tier holds the card, open to see in plans", () => {
  const stack = synthParameter();
  expect(stack.types).toEqual(["aws_ssm_parameter"]);
  expect(stack.text).toHaveResourceWithProperties(SsmParameter, {
    name: "/privatelink/prod/orders",
    type: "String",
    tier: "Advanced",
    insecure_value: renderCard(PROPS.card, "${aws_vpc_endpoint_service.orders.service_name}"),
  });
  expect(stack.resource("aws_ssm_parameter")).not.toHaveProperty("value");
});

test("is shared with each principal, at an address of its own", () => {
  const shareWith = ["333333333333", ORGANIZATION, "222222222222", UNIT, "222222222222"];
  const stack = synthParameter({ shareWith });
  expect(stack.text).toHaveResourceWithProperties(RamResourceShare, {
    name: "prod-orders-service-card",
    allow_external_principals: false,
  });
  const parameter = ids(stack, "aws_ssm_parameter")[0];
  const share = ids(stack, "aws_ram_resource_share")[0];
  expect(stack.resource("aws_ram_resource_association")).toEqual({
    resource_arn: `\${aws_ssm_parameter.${parameter}.arn}`,
    resource_share_arn: `\${aws_ram_resource_share.${share}.arn}`,
  });
  expect(stack.resources("aws_ram_principal_association").map(({ principal }) => principal)).toEqual([
    "222222222222",
    "333333333333",
    ORGANIZATION,
    UNIT,
  ]);
  const fewer = synthParameter({ shareWith: ["222222222222"] });
  expect(ids(stack, "aws_ram_principal_association")).toEqual(
    expect.arrayContaining(ids(fewer, "aws_ram_principal_association")),
  );
  expect(synthParameter({ shareWith: [...shareWith].reverse() }).text).toBe(stack.text);
});

test("may be shared outside the organization", () => {
  const stack = synthParameter({ shareWith: ["222222222222"], allowExternalPrincipals: true });
  expect(stack.resource("aws_ram_resource_share").allow_external_principals).toBe(true);
});

test.each<[string, Partial<ServiceCardParameterProps>, string]>([
  ["on a bad name", { name: "/a b" }, "`name`: expected a name of a parameter, such as /privatelink/prod/orders"],
  [
    "on nobody",
    { shareWith: ["o-a1b2c3d4e5"] },
    '`shareWith`: expected the id of an account, or the ARN of an organization or an organizational unit; got "o-a1b2c3d4e5"',
  ],
  [
    "on principals that only Terraform knows: addresses are made from them",
    { shareWith: [unknownText("var.account")] },
    "`shareWith`: expected principals that are known at synthesis",
  ],
  [
    "on the service's own account",
    { shareWith: [CARD.account] },
    '`shareWith`: expected accounts other than the service\'s own; got "111111111111"',
  ],
  [
    "on a card that no parameter takes",
    {
      card: serviceCard({
        ...CARD,
        listeners: Object.fromEntries(
          Array.from({ length: 20 }, (_, index) => [
            `listener-${index}`,
            { port: 8000 + index, protocol: "TCP" as const, httpPath: `/${"x".repeat(500)}` },
          ]),
        ),
      }),
    },
    "`card`: expected a card of at most 8192 bytes, the most that a parameter takes; got 1",
  ],
])("fails %s", (_, props, message) => {
  expect(refusalOf(props)).toContain(message);
});

test("a card of 50 listeners with long names fits", () => {
  const listeners = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [
      `${"x".repeat(29)}-${String(index).padStart(2, "0")}`,
      { port: 60000 + index, protocol: "TCP_UDP" as const },
    ]),
  );
  expect(synthParameter({ card: serviceCard({ ...CARD, listeners }) }).types).toEqual(["aws_ssm_parameter"]);
});
