import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SampleApplication, type SampleApplicationProps } from "../../../modules/provider";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { refusal, synth, unknownNumber, unknownText } from "../../support/synth";
import { VPC } from "../../support/vpc";

const PROPS: SampleApplicationProps = {
  name: "prod-orders",
  vpc: VPC,
  ports: [9000, 80, 9000],
  loadBalancerSecurityGroupId: "sg-0123456789abcdef0",
  targetGroupArns: ["arn:a", "arn:b"],
};

function synthApplication(props: Partial<SampleApplicationProps>) {
  return synth((scope) => new SampleApplication(scope, "application", { ...PROPS, ...props }));
}

function userDataOf(props: Partial<SampleApplicationProps>): string {
  return Buffer.from(synthApplication(props).resource("aws_launch_template").user_data, "base64").toString("utf8");
}

describe("a sample application", () => {
  const application = synthApplication({});
  const template = application.resource("aws_launch_template");

  test("is an Auto Scaling group and what it needs, and nothing else", () => {
    expect(application.types).toEqual([
      "aws_autoscaling_group",
      "aws_launch_template",
      "aws_security_group",
      "aws_vpc_security_group_ingress_rule",
    ]);
  });

  test("lets in the load balancer on its ports, each once, and nothing out", () => {
    expect(
      application
        .resources("aws_vpc_security_group_ingress_rule")
        .map((rule) => [rule.ip_protocol, rule.from_port, rule.to_port, rule.referenced_security_group_id]),
    ).toEqual([
      ["tcp", 80, 80, "sg-0123456789abcdef0"],
      ["tcp", 9000, 9000, "sg-0123456789abcdef0"],
    ]);
    expect(application.resource("aws_security_group")).not.toHaveProperty("egress");
    expect(application.resource("aws_security_group")).not.toHaveProperty("ingress");
  });

  test("has no public address, and metadata by session token only, no hop away", () => {
    expect(template.network_interfaces).toEqual([
      expect.objectContaining({ associate_public_ip_address: "false", delete_on_termination: "true" }),
    ]);
    expect(template.metadata_options).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
    });
  });

  test("runs an instance in each subnet, registered with the target groups", () => {
    expect(application.resource("aws_autoscaling_group")).toMatchObject({
      min_size: 2,
      max_size: 4,
      vpc_zone_identifier: Object.values(VPC.subnetIds),
      target_group_arns: ["arn:a", "arn:b"],
      health_check_type: "ELB",
      launch_template: { version: expect.stringMatching(/\.latest_version}$/) },
    });
  });

  test("brings its program and its ports in the user data", () => {
    const script = userDataOf({});
    const program = readFileSync(join(PACKAGE_ROOT, "modules/provider/sample-application/server.py"), "utf8");
    expect(script.startsWith("#!/bin/bash\n")).toBe(true);
    expect(script).toContain(`<<'PROGRAM'\n${program}PROGRAM\n`);
    expect(script).toContain("server.py prod-orders 80 9000\n");
    expect(script.match(/^PROGRAM$/gm)).toHaveLength(1);
    expect(script.match(/^UNIT$/gm)).toHaveLength(1);
  });

  test("is the same whatever order its ports are named in", () => {
    expect(synthApplication({ ports: [80, 9000] }).text).toBe(application.text);
  });
});

test("answers datagrams at ports of UDP, and lets them in", () => {
  const ports = ["53/udp", 53, 9000];
  expect(userDataOf({ ports })).toContain("server.py prod-orders 53 53/udp 9000\n");
  expect(
    synthApplication({ ports })
      .resources("aws_vpc_security_group_ingress_rule")
      .map((rule) => `${rule.ip_protocol} ${rule.from_port} ${rule.to_port}`)
      .sort(),
  ).toEqual(["tcp 53 53", "tcp 9000 9000", "udp 53 53"]);
});

test("user data keeps to 16 KiB with the longest name, 50 ports and 50 of UDP", () => {
  const numbers = Array.from({ length: 50 }, (_, index) => 65535 - index);
  const ports = numbers.flatMap((number) => [number, `${number}/udp`]);
  expect(Buffer.byteLength(userDataOf({ name: "x".repeat(100), ports }))).toBeLessThan(16 * 1024);
});

test.each([
  ["t3.micro", "x86_64"],
  ["m7g.large", "arm64"],
])("%s gets an image for %s", (instanceType, architecture) => {
  expect(synthApplication({ instanceType }).resource("aws_launch_template")).toMatchObject({
    instance_type: instanceType,
    image_id: `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
  });
});

test("what only Terraform knows is not judged", () => {
  const application = synthApplication({
    loadBalancerSecurityGroupId: unknownText("aws_security_group.a.id"),
    targetGroupArns: [unknownText("aws_lb_target_group.a.arn")],
  });
  expect(application.resources("aws_vpc_security_group_ingress_rule")[0]?.referenced_security_group_id).toBe(
    "${aws_security_group.a.id}",
  );
  expect(application.resource("aws_autoscaling_group").target_group_arns).toEqual(["${aws_lb_target_group.a.arn}"]);
});

test("fails on a name that only Terraform knows: user data is encoded at synthesis", () => {
  expect(refusal((scope) => new SampleApplication(scope, "x", { ...PROPS, name: unknownText("var.name") }))).toContain(
    "`name`: expected ",
  );
});

test.each<[string, Partial<SampleApplicationProps>, string]>([
  ["a bad name", { name: "a b" }, "`name`: expected letters, digits and hyphens"],
  ["no port", { ports: [] }, "`ports`: expected at least one port; got []"],
  ["a bad port", { ports: [80, 70000] }, "`ports`: expected a port from 1 to 65535: 443 for TCP"],
  ["a bad protocol", { ports: ["53/icmp"] }, "`ports`: expected a port from 1 to 65535: 443 for TCP"],
  [
    "a port that only Terraform knows",
    { ports: [unknownNumber("var.port")] },
    "`ports`: expected a port that is known",
  ],
  [
    "no instance type",
    { instanceType: "nano" },
    '`instanceType`: expected an EC2 instance type, such as t4g.nano; got "nano"',
  ],
])("fails on %s", (_, props, message) => {
  expect(refusal((scope) => new SampleApplication(scope, "x", { ...PROPS, ...props }))).toContain(message);
});
