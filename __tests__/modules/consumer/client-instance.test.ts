import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { ClientInstance, type ClientInstanceProps, InterfaceEndpoint } from "../../../modules/consumer";
import { ids, refusal, synth, unknownText } from "../../support/synth";
import { VPC } from "../../support/vpc";

type Options = Partial<Omit<ClientInstanceProps, "endpoints" | "sessionEndpoints">> & {
  readonly session?: readonly string[];
};

function build(scope: Construct, { session = ["ssm", "ssmmessages"], ...props }: Options): void {
  const endpoint = (name: string, port: number) =>
    new InterfaceEndpoint(scope, name, { name, vpc: VPC, service: { serviceName: "x" }, ports: [port] });
  const sessionEndpoints = Object.fromEntries(session.map((name) => [name, endpoint(name, 443)]));
  const instance = new ClientInstance(scope, "instance", {
    name: "prod-web",
    vpc: VPC,
    endpoints: { orders: endpoint("orders", 80) },
    ...(session.length > 0 ? { sessionEndpoints } : {}),
    ...props,
  });
  new TerraformOutput(scope, "session", { value: instance.sessionCommand, staticId: true });
}

const synthInstance = (options: Options = {}) => synth((scope) => build(scope, options));
const refusalOf = (options: Options) => refusal((scope) => build(scope, options));

describe("a client instance", () => {
  const stack = synthInstance();
  const instance = stack.resource("aws_instance");

  test("is not open to anybody: no public address, no key, no inbound rule, metadata by session alone", () => {
    expect(instance).toMatchObject({
      associate_public_ip_address: false,
      subnet_id: VPC.subnetIds["use1-az1"],
      metadata_options: { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
      root_block_device: { encrypted: true, volume_type: "gp3" },
    });
    expect(instance).not.toHaveProperty("key_name");
    const [group] = ids(stack, "aws_security_group").filter((id) => id.startsWith("instance_"));
    expect(instance.vpc_security_group_ids).toEqual([`\${aws_security_group.${group}.id}`]);
    const ingress = stack.resources("aws_vpc_security_group_ingress_rule");
    expect(ingress.filter((rule) => rule.security_group_id.includes(`.${group}.`))).toEqual([]);
  });

  test("is let out to the endpoints and to those of Session Manager, which let it in", () => {
    const egress = stack.resources("aws_vpc_security_group_egress_rule");
    expect(egress.map((rule) => [rule.description, rule.from_port])).toEqual([
      ["Endpoint: orders", 80],
      ["Endpoint: ssm", 443],
      ["Endpoint: ssmmessages", 443],
    ]);
    for (const rule of egress) expect(rule).not.toHaveProperty("cidr_ipv4");
    const ingress = stack.resources("aws_vpc_security_group_ingress_rule");
    const own = ingress.filter((rule) => rule.description === "Clients: prod-web-client-instance");
    expect(own.map((rule) => rule.from_port).sort()).toEqual([443, 443, 80]);
  });

  test("may open sessions and nothing else", () => {
    expect(JSON.parse(stack.resource("aws_iam_role_policy").policy).Statement).toEqual([
      {
        Effect: "Allow",
        Action: [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: "*",
      },
    ]);
    expect(stack.types).not.toContain("aws_iam_role_policy_attachment");
    expect(instance.depends_on).toEqual([`aws_iam_role_policy.${ids(stack, "aws_iam_role_policy")[0]}`]);
  });

  test("is of the newest Amazon Linux, a newer one of which replaces nothing", () => {
    expect(stack.data("aws_ssm_parameter")).toMatchObject([
      { name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64" },
    ]);
    expect(instance).toMatchObject({
      ami: expect.stringMatching(/^\$\{data\.aws_ssm_parameter\.\w+\.insecure_value}$/),
      instance_type: "t4g.nano",
      lifecycle: { ignore_changes: ["ami"] },
    });
  });

  test("says the command that opens a session", () => {
    expect(stack.json.output.session.value).toMatch(
      /^aws ssm start-session --region \$\{data\.aws_region\.\w+\.region} --target \$\{aws_instance\.\w+\.id}$/,
    );
  });
});

test("reaches Session Manager by endpoints that the VPC has, where none are given", () => {
  const egress = synthInstance({ session: [] }).resources("aws_vpc_security_group_egress_rule");
  expect(egress.find((rule) => rule.description === "Endpoints of Session Manager in the VPC")).toMatchObject({
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    cidr_ipv4: VPC.cidrBlock,
  });
});

test("options: a type, an image, a zone and a key", () => {
  const stack = synthInstance({
    instanceType: "t3.micro",
    imageId: "ami-0123456789abcdef0",
    zoneId: "use1-az2",
    kmsKeyArn: "arn:aws:kms:us-east-1:222222222222:key/12345678-1234-1234-1234-123456789012",
  });
  expect(stack.resource("aws_instance")).toMatchObject({
    ami: "ami-0123456789abcdef0",
    instance_type: "t3.micro",
    subnet_id: VPC.subnetIds["use1-az2"],
    root_block_device: { kms_key_id: "arn:aws:kms:us-east-1:222222222222:key/12345678-1234-1234-1234-123456789012" },
  });
  expect(stack.data("aws_ssm_parameter")).toEqual([]);
});

test("what only Terraform knows is not judged", () => {
  expect(synthInstance({ imageId: unknownText("var.image") }).resource("aws_instance").ami).toBe("${var.image}");
});

test.each<[string, Options, string]>([
  ["a bad name", { name: "a_b" }, "`name`: expected letters, digits and hyphens"],
  [
    "a type that is none",
    { instanceType: "nano" },
    '`instanceType`: expected an EC2 instance type, such as t4g.nano; got "nano"',
  ],
  [
    "a type that only Terraform knows",
    { instanceType: unknownText("var.type") },
    "`instanceType`: expected a type that is known at synthesis, to choose the image by",
  ],
  [
    "an image that is none",
    { imageId: "al2023" },
    '`imageId`: expected the id of an image, such as ami-0123456789abcdef0; got "al2023"',
  ],
  [
    "a zone that the VPC is not in",
    { zoneId: "use1-az6" },
    '`zoneId`: expected a zone that the VPC has a subnet in: use1-az1, use1-az2; got "use1-az6"',
  ],
  ["a key that is none", { kmsKeyArn: "alias/x" }, "`kmsKeyArn`: expected "],
])("fails on %s", (_, options, message) => {
  expect(refusalOf(options)).toContain(message);
});
