import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { changedStacks, synthesizeFiles } from "../support/stacks";

const withLine = (line: string) => ({
  "dev/environment.yaml": edit(ENVIRONMENT, "role: deploy", `role: deploy\n    ${line}`),
  "dev/consumers/web.yaml": CONSUMER,
});
const plain = synthesizeFiles({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": CONSUMER });
const inZone = synthesizeFiles(withLine("privateDns: {name: orders.example.com, hostedZone: {id: Z0123}}"));

describe("the domain stack", () => {
  const domain = inZone.stack("dev-domain-orders");

  test("is between the service and its consumers", () => {
    expect(inZone.order).toEqual([
      "dev-service-orders",
      "dev-domain-orders",
      "dev-consumer-web",
      "dev-acceptance-orders",
    ]);
    const { stacks } = JSON.parse(inZone.files["manifest.json"] ?? "");
    expect(stacks["dev-domain-orders"].dependencies).toEqual(["dev-service-orders"]);
    expect(stacks["dev-consumer-web"].dependencies).toEqual(["dev-service-orders", "dev-domain-orders"]);
  });

  test("is in the service's account, and tells the policies what it is for", () => {
    expect(domain.json.provider.aws).toHaveLength(1);
    expect(domain.json.provider.aws[0]).toMatchObject({
      allowed_account_ids: ["111111111111"],
      assume_role: [{ role_arn: "arn:aws:iam::111111111111:role/deploy" }],
    });
    expect(domain.json.output.privatelink_stack_role.value).toBe("domain");
    expect(domain.json.output.verified_dns_name.value).toBe("orders.example.com");
  });

  test("makes the record that the service's state has, or refuses where there is none", () => {
    const asked = (part: string) =>
      `\${try(coalesce(data.terraform_remote_state.state-dev-service-orders.outputs.private_dns_verification.${part}), "")}`;
    expect(domain.resource("aws_route53_record")).toMatchObject({
      name: asked("name"),
      type: asked("type"),
      records: [asked("value")],
    });
    expect(domain.resource("aws_vpc_endpoint_service_private_dns_verification").service_id).toContain(
      ".outputs.service_id",
    );
  });

  test.each([
    ["in another account, as whom Terraform runs", '{id: Z0123, account: "333333333333"}', "333333333333", undefined],
    [
      "in another account, in a role",
      '{id: Z0123, account: "333333333333", role: dns}',
      "333333333333",
      "arn:aws:iam::333333333333:role/dns",
    ],
    [
      "in the same account, in another role",
      "{id: Z0123, role: dns}",
      "111111111111",
      "arn:aws:iam::111111111111:role/dns",
    ],
  ])("has a provider for a zone %s", (_, zone, account, roleArn) => {
    const stack = synthesizeFiles(withLine(`privateDns: {name: orders.example.com, hostedZone: ${zone}}`)).stack(
      "dev-domain-orders",
    );
    const [, provider] = stack.json.provider.aws;
    expect(provider).toMatchObject({ alias: "hosted_zone", allowed_account_ids: [account], region: "us-east-1" });
    expect(provider.assume_role?.[0].role_arn).toBe(roleArn);
    expect(stack.resource("aws_route53_record").provider).toBe("aws.hosted_zone");
  });

  test("has one provider for a zone that is said to be where the service is", () => {
    const zone = '{id: Z0123, account: "111111111111", role: deploy}';
    const said = synthesizeFiles(withLine(`privateDns: {name: orders.example.com, hostedZone: ${zone}}`));
    expect(said.stack("dev-domain-orders").text).toBe(domain.text);
  });

  test("is there without a zone only to await verification", () => {
    const handed = synthesizeFiles(withLine("privateDns: {name: orders.example.com}"));
    expect(handed.order).not.toContain("dev-domain-orders");
    const awaited = synthesizeFiles(withLine("privateDns: {name: orders.example.com, verify: true}"));
    expect(awaited.stack("dev-domain-orders").types).toEqual([
      "aws_vpc_endpoint_service_private_dns_verification",
      "terraform_data",
    ]);
    expect(changedStacks(handed, awaited)).toEqual(["dev-domain-orders"]);
  });
});

describe("the service's stack", () => {
  test("has a private DNS name, and hands its record out", () => {
    const { json, resource } = inZone.stack("dev-service-orders");
    expect(resource("aws_vpc_endpoint_service").private_dns_name).toBe("orders.example.com");
    expect(json.output.private_dns_name.value).toBe("orders.example.com");
    expect(Object.keys(json.output.private_dns_verification.value)).toEqual(["name", "type", "value"]);
    expect(changedStacks(plain, inZone)).toEqual(["dev-domain-orders", "dev-service-orders"]);
  });

  test("tells its card of regions and name", () => {
    const { stack } = synthesizeFiles(
      withLine("supportedRegions: [us-east-2, eu-west-1]\n    privateDns: {name: orders.example.com}"),
    );
    const card: string = stack("dev-service-orders").json.output.service_card.value;
    expect(card).toContain("orders.example.com");
    expect(card).toMatch(/eu-west-1.*us-east-1.*us-east-2/s);
  });

  test("has a topic for notifications, and no policies to hand out", () => {
    const { json, types } = synthesizeFiles(withLine("notifications: {}")).stack("dev-service-orders");
    expect(types).toEqual(expect.arrayContaining(["aws_kms_key", "aws_sns_topic", "aws_sns_topic_policy"]));
    expect(json.output.notification_topic_arn.value).toMatch(/aws_sns_topic_policy/);
    expect(json.output).not.toHaveProperty("notification_policies");
  });

  test("hands out the policies that a topic which exists needs", () => {
    const topic = "arn:aws:sns:us-east-1:333333333333:a";
    const { json, types } = synthesizeFiles(withLine(`notifications: {topicArn: "${topic}"}`)).stack(
      "dev-service-orders",
    );
    expect(types).not.toContain("aws_sns_topic");
    expect(json.output.notification_topic_arn.value).toBe(topic);
    const { topic: ofTopic, key } = json.output.notification_policies.value;
    expect(ofTopic).toContain(`"Action" = "sns:Publish", "Resource" = "${topic}"`);
    expect(key).toContain('"Action" = ["kms:GenerateDataKey*", "kms:Decrypt"]');
  });

  test("has neither outputs nor resources of what was not asked for", () => {
    const { json, types } = plain.stack("dev-service-orders");
    for (const output of ["private_dns_name", "private_dns_verification", "notification_topic_arn"])
      expect(json.output).not.toHaveProperty(output);
    for (const type of ["terraform_data", "aws_sns_topic", "aws_kms_key"]) expect(types).not.toContain(type);
  });
});

test("all stacks of a service have its tags", () => {
  const lines = "tags: {Team: orders, Owner: sales}\n    privateDns: {name: a.example.com, verify: true}";
  const { stack } = synthesizeFiles(withLine(lines));
  for (const name of ["dev-service-orders", "dev-domain-orders", "dev-acceptance-orders"])
    expect(stack(name).json.provider.aws[0].default_tags[0].tags).toMatchObject({
      Team: "orders",
      Owner: "sales",
      Service: "orders",
      Stack: name,
    });
  expect(stack("dev-consumer-web").json.provider.aws[0].default_tags[0].tags).not.toHaveProperty("Team");
});
