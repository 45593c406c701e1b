import { CONSUMER, ENVIRONMENT, EXTERNAL, edit } from "../support/environments";
import { SHIPPED, synthesizeFiles, synthesizeFolder } from "../support/stacks";
import { ids } from "../support/synth";

const prod = synthesizeFolder(SHIPPED, { env: ["prod"] });
const dev = synthesizeFolder(SHIPPED, { env: ["dev"] });

describe("the provider", () => {
  test("is pinned to region, account and role", () => {
    expect(prod.stack("prod-consumer-billing").json.provider.aws).toMatchObject([
      {
        region: "us-east-1",
        allowed_account_ids: ["333333333333"],
        assume_role: [
          { role_arn: "arn:aws:iam::333333333333:role/privatelink-deploy", session_name: "cdktf-privatelink" },
        ],
      },
    ]);
    expect(prod.stack("prod-acceptance-ledger").json.provider.aws[0].allowed_account_ids).toEqual(["666666666666"]);
  });

  test("assumes no role where none is named", () => {
    expect(dev.stack("dev-consumer-web").json.provider.aws[0]).not.toHaveProperty("assume_role");
  });

  test("tags everything: the environment's tags, the consumer's, and the stack's own", () => {
    expect(prod.stack("prod-consumer-billing").json.provider.aws[0].default_tags).toEqual([
      {
        tags: {
          Owner: "platform",
          CostCenter: "3000",
          DataClass: "confidential",
          Consumer: "billing",
          Environment: "prod",
          ManagedBy: "cdktf-privatelink",
          Stack: "prod-consumer-billing",
        },
      },
    ]);
  });
});

/** What refuses a plan while another stack is not deployed. */
const needs = (stackName: string, output: string) => ({
  lifecycle: {
    postcondition: [
      {
        condition: `\${can(self.outputs.${output})}`,
        error_message: `Stack ${stackName} is not deployed as it is now: its state has no output ${output}. Deploy it first.`,
      },
    ],
  },
});

describe("the state", () => {
  const kmsKey = "arn:aws:kms:us-east-1:555555555555:key/11111111-2222-4333-8444-555555555555";

  test("is in S3 under a key of the stack's own, encrypted and locked by a file", () => {
    for (const name of prod.order)
      expect(prod.stack(name).json.terraform.backend).toEqual({
        s3: {
          bucket: "example-privatelink-states",
          region: "us-east-1",
          key: `privatelink/prod/${name}.tfstate`,
          encrypt: true,
          kms_key_id: kmsKey,
          use_lockfile: true,
        },
      });
  });

  test("is in a file of the stack's own, beside the output folder", () => {
    for (const name of dev.order)
      expect(dev.stack(name).json.terraform.backend).toEqual({
        local: { path: `../../../terraform-state/${name}.tfstate` },
      });
  });

  test("of others is read where they keep it", () => {
    const { terraform_remote_state } = prod.stack("prod-consumer-billing").json.data;
    expect(Object.values(terraform_remote_state)).toEqual(
      ["ledger", "orders"].map((service) => ({
        ...needs(`prod-service-${service}`, "service_name"),
        backend: "s3",
        config: {
          bucket: "example-privatelink-states",
          region: "us-east-1",
          key: `privatelink/prod/prod-service-${service}.tfstate`,
        },
      })),
    );
    const local = (name: string) => ({
      backend: "local",
      config: { path: `../../../terraform-state/${name}.tfstate` },
    });
    expect(Object.values(dev.stack("dev-acceptance-orders").json.data.terraform_remote_state)).toEqual([
      { ...local("dev-consumer-web"), count: expect.any(String) },
      { ...local("dev-service-orders"), ...needs("dev-service-orders", "service_id") },
    ]);
  });

  test("of a service is read once, though two connections lead to it", () => {
    const stacks = synthesizeFiles({
      "dev/environment.yaml": ENVIRONMENT,
      "dev/consumers/web.yaml": `${CONSUMER}  again: {service: orders}\n`,
    });
    expect(stacks.stack("dev-consumer-web").data("terraform_remote_state")).toHaveLength(1);
  });
});

describe("a service's stack", () => {
  const orders = prod.stack("prod-service-orders");

  test("allows the accounts of its consumers, external ones among them, and whom it names", () => {
    expect(orders.resource("aws_vpc_endpoint_service").allowed_principals).toEqual([
      "arn:aws:iam::222222222222:root",
      "arn:aws:iam::333333333333:root",
      "arn:aws:iam::888888888888:root",
    ]);
    expect(prod.stack("prod-service-ledger").resource("aws_vpc_endpoint_service").allowed_principals).toEqual([
      "arn:aws:iam::333333333333:root",
      "arn:aws:iam::444444444444:role/privatelink-deploy",
      "arn:aws:iam::777777777777:root",
    ]);
  });

  test("has the outputs that consumers and people read", () => {
    expect(Object.keys(orders.json.output).sort()).toEqual([
      "availability_zones",
      "dashboard_name",
      "load_balancer_arn",
      "privatelink_stack_role",
      "service_arn",
      "service_card",
      "service_id",
      "service_name",
      "vpc_id",
    ]);
  });

  test("is kept from being deleted as its environment says, or as it says itself", () => {
    const protectedBy = (...lines: string[]) => {
      const [all, own] = [edit(ENVIRONMENT, "region: us-east-1\n", `region: us-east-1\n${lines[0]}`), lines[1] ?? ""];
      const stack = synthesizeFiles({
        "dev/environment.yaml": edit(all, "role: deploy\n", `role: deploy\n${own}`),
      }).stack("dev-service-orders");
      const [balancer, service] = [stack.resource("aws_lb"), stack.resource("aws_vpc_endpoint_service")];
      return [
        balancer.enable_deletion_protection,
        ...[balancer, service].map((each) => each.lifecycle?.prevent_destroy),
      ];
    };
    expect(protectedBy("")).toEqual([false, undefined, undefined]);
    expect(protectedBy("protect: true\n")).toEqual([true, true, true]);
    expect(protectedBy("protect: true\n", "    loadBalancer: { deletionProtection: false }\n")).toEqual([
      false,
      true,
      true,
    ]);
    expect(protectedBy("protect: true\n", "    preventDestroy: false\n")).toEqual([true, undefined, undefined]);
    expect(protectedBy("", "    preventDestroy: true\n")).toEqual([false, true, true]);
  });

  test("has all its load balancers write access logs to one bucket, which is made where none is named", () => {
    const tls =
      "        port: 443\n        protocol: TLS\n        certificateArn: arn:aws:acm:us-east-1:111111111111:certificate/12345678-1234-1234-1234-123456789012\n";
    const text = edit(
      edit(ENVIRONMENT, "        port: 80\n", tls),
      "role: deploy\n",
      "role: deploy\n    loadBalancer: { additional: [b], accessLogs: { prefix: orders } }\n",
    );
    const logging = (file: string) => synthesizeFiles({ "dev/environment.yaml": file }).stack("dev-service-orders");
    const made = logging(text);
    const bucket = made.json.output.access_log_bucket.value;
    expect(bucket).toMatch(/^\$\{aws_s3_bucket_policy\..*\.bucket}$/);
    expect(made.resources("aws_lb").map((each) => each.access_logs)).toEqual(
      Array(2).fill({ bucket, prefix: "orders", enabled: true }),
    );
    const named = logging(edit(text, "prefix: orders", "bucket: example-logs"));
    expect(named.types.filter((type) => type.includes("s3"))).toEqual([]);
    expect(named.resources("aws_lb")[0]?.access_logs).toEqual({ bucket: "example-logs", enabled: true });
  });

  test("supports IPv6, with dualstack load balancers, where it is asked for", () => {
    const text = edit(
      edit(
        ENVIRONMENT,
        "role: deploy\n",
        "role: deploy\n    addressTypes: [ipv6, ipv4]\n    loadBalancer: { additional: [b] }\n",
      ),
      "zones: [use1-az1, use1-az2]\n",
      "zones: [use1-az1, use1-az2]\n      ipv6: true\n",
    );
    const stack = synthesizeFiles({ "dev/environment.yaml": text }).stack("dev-service-orders");
    expect(stack.resources("aws_lb").map((each) => each.ip_address_type)).toEqual(["dualstack", "dualstack"]);
    expect(stack.resource("aws_vpc_endpoint_service").supported_ip_address_types).toEqual(["ipv4", "ipv6"]);
    expect(stack.resource("aws_vpc").assign_generated_ipv6_cidr_block).toBe(true);
    expect(JSON.parse(stack.json.output.service_card.value.replaceAll(/\$\{.*?\}/g, "x")).addressTypes).toEqual([
      "ipv4",
      "ipv6",
    ]);
    expect(orders.resource("aws_lb").ip_address_type).toBe("ipv4");
  });

  test("has load balancers beside the main one, all with the same targets, which change nothing of it", () => {
    const withAdditional = (names: string) =>
      synthesizeFiles({
        "dev/environment.yaml": edit(
          ENVIRONMENT,
          "role: deploy\n",
          `role: deploy\n    loadBalancer: { additional: [${names}] }\n`,
        ),
      }).stack("dev-service-orders");
    const [one, three] = [withAdditional(""), withAdditional("c, b")];
    expect(three.text).toBe(withAdditional("b, c").text);
    for (const type of ["aws_lb", "aws_lb_listener", "aws_lb_target_group", "aws_security_group"])
      expect(three.json.resource[type]).toMatchObject(one.json.resource[type]);
    expect(three.resources("aws_lb").map((each) => each.name)).toEqual([
      expect.stringMatching(/^dev-orders-b-[0-9a-f]{8}$/),
      expect.stringMatching(/^dev-orders-c-[0-9a-f]{8}$/),
      "dev-orders",
    ]);
    expect(three.resource("aws_autoscaling_group").target_group_arns).toHaveLength(3);
    expect(three.resource("aws_vpc_endpoint_service").network_load_balancer_arns).toHaveLength(3);
    expect(Object.keys(three.json.output.additional_load_balancer_arns.value)).toEqual(["b", "c"]);
    // Of those that the service can be without: Terraform then changes the service before their listeners go.
    const listeners = (name: string) =>
      ids(three, "aws_lb_listener").filter((id) => id.startsWith(`load-balancer-${name}_`));
    expect(three.resource("aws_vpc_endpoint_service").depends_on).toEqual(
      ["b", "c"].flatMap(listeners).map((id) => `aws_lb_listener.${id}`),
    );
    expect(one.resource("aws_vpc_endpoint_service")).not.toHaveProperty("depends_on");
    expect(one.json.output).not.toHaveProperty("additional_load_balancer_arns");
  });

  test("registers addresses, or runs the sample application", () => {
    const ledger = prod.stack("prod-service-ledger");
    expect(ledger.types).not.toContain("aws_autoscaling_group");
    expect(ledger.resources("aws_lb_target_group_attachment").map((each) => each.target_id)).toEqual([
      "10.11.0.20",
      "10.11.1.20",
    ]);
    expect(orders.types).not.toContain("aws_lb_target_group_attachment");
    expect(orders.resource("aws_launch_template").instance_type).toBe("t4g.small");
    expect(orders.resource("aws_autoscaling_group").target_group_arns).toHaveLength(2);
  });

  test("registers instances by id", () => {
    const targets = "type: instance\n      ids: [i-0123456789abcdef0, i-01234567]";
    const stack = synthesizeFiles({ "dev/environment.yaml": edit(ENVIRONMENT, "type: sample", targets) }).stack(
      "dev-service-orders",
    );
    expect(stack.resource("aws_lb_target_group").target_type).toBe("instance");
    expect(
      stack
        .resources("aws_lb_target_group_attachment")
        .map((each) => each.target_id)
        .sort(),
    ).toEqual(["i-01234567", "i-0123456789abcdef0"]);
  });

  test("stands in a VPC that exists where the environment says so", () => {
    const vpc = "id: vpc-0123456789abcdef0\n      subnets: {use1-az1: subnet-00000000000000001}";
    const text = edit(ENVIRONMENT, "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]", vpc);
    const stack = synthesizeFiles({ "dev/environment.yaml": text }).stack("dev-service-orders");
    expect(stack.types).not.toContain("aws_vpc");
    expect(stack.data("aws_vpc")).toMatchObject([{ id: "vpc-0123456789abcdef0" }]);
  });
});

describe("a consumer's stack", () => {
  const billing = prod.stack("prod-consumer-billing");

  test("connects to each service by the name that the service's state gives, and looks none of them up", () => {
    expect(billing.resources("aws_vpc_endpoint").map((each) => each.service_name)).toEqual(
      ["ledger", "orders"].map((service) =>
        expect.stringContaining(`data.terraform_remote_state.state-prod-service-${service}.outputs.service_name`),
      ),
    );
    expect(billing.data("aws_vpc_endpoint_service")).toEqual([]);
  });

  test("has its endpoint in the zones that it shares with the service, by zone id", () => {
    const wider = edit(CONSUMER, "[use1-az1, use1-az2]", "[use1-az1, use1-az2, use1-az4]");
    const stack = synthesizeFiles({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": wider }).stack(
      "dev-consumer-web",
    );
    const subnets = ["use1-az1", "use1-az2"].map((zone) => expect.stringContaining(`aws_subnet.vpc_subnet-${zone}_`));
    expect(stack.resource("aws_vpc_endpoint").subnet_ids).toEqual(subnets);
  });

  test("has the outputs that acceptance and people read", () => {
    expect(Object.keys(billing.json.output).sort()).toEqual([
      "client_alarm",
      "client_function_name",
      "client_log_group",
      "endpoint_dns_names",
      "endpoint_ids",
      "privatelink_stack_role",
      "vpc_id",
    ]);
    expect(Object.keys(billing.json.output.endpoint_ids.value)).toEqual(["ledger", "orders"]);
  });

  test("reaches just the ports that it asks for from just where it says", () => {
    const rules = billing.resources("aws_vpc_security_group_ingress_rule");
    expect(rules.map((rule) => [rule.from_port, rule.cidr_ipv4]).filter(([, range]) => range)).toEqual([
      [5432, "10.20.16.0/27"],
      [80, "10.20.16.0/24"],
    ]);
  });

  test("asks for the path that the service's health check asks for", () => {
    expect(billing.resource("aws_lambda_function").environment.variables.CHECKS).toContain('"/health"');
  });

  test("reaches the ports of a service's listeners by their protocols, and asks over HTTP where they speak it", () => {
    const http = "healthCheck: {protocol: HTTP, path: /health}";
    const stack = synthesizeFiles({
      "dev/environment.yaml": `backend: {type: local}
region: us-east-1
services:
  orders:
    account: "111111111111"
    vpc: {cidr: 10.10.0.0/20, zones: [use1-az1, use1-az2]}
    targets: {type: instance, ids: [i-0123456789abcdef0]}
    listeners:
      web: {port: 80, ${http}}
      dns: {port: 53, protocol: TCP_UDP, ${http}}
      log: {port: 514, protocol: UDP, ${http}}
`,
      "dev/consumers/web.yaml": CONSUMER,
    }).stack("dev-consumer-web");
    const rules = stack.resources("aws_vpc_security_group_ingress_rule").filter((rule) => rule.cidr_ipv4);
    expect(rules.map((rule) => `${rule.from_port}/${rule.ip_protocol}`).sort()).toEqual([
      "514/udp",
      "53/tcp",
      "53/udp",
      "80/tcp",
    ]);
    expect(stack.resource("aws_lambda_function").environment.variables.CHECKS).toContain(
      '{"53" = "/health", "80" = "/health", "53/udp" = "", "514/udp" = ""}',
    );
  });

  test("has no gateway, no route and no address of its own", () => {
    for (const name of prod.order.filter((each) => each.includes("-consumer-")))
      expect(prod.stack(name).types.filter((type) => /gateway|route$|eip|peering|transit|vpn/.test(type))).toEqual([]);
  });

  test("has no client where none is wanted", () => {
    const stack = synthesizeFiles({
      "dev/environment.yaml": ENVIRONMENT,
      "dev/consumers/web.yaml": `${CONSUMER}client: false\n`,
    }).stack("dev-consumer-web");
    expect(stack.types).not.toContain("aws_lambda_function");
    expect(Object.keys(stack.json.output)).not.toContain("client_alarm");
  });

  test("connects to somebody else's service by name or ARN", () => {
    const id = "vpce-svc-0123456789abcdef0";
    for (const service of [
      `serviceName: com.amazonaws.vpce.us-east-1.${id}`,
      `serviceArn: arn:aws:ec2:us-east-1:999999999999:vpc-endpoint-service/${id}`,
    ]) {
      const stack = synthesizeFiles({
        "dev/environment.yaml": "backend: {type: local}\nregion: us-east-1\n",
        "dev/consumers/web.yaml": edit(
          CONSUMER,
          "service: orders",
          `${service}\n    ports: [443]\n    httpPaths: {443: /x}`,
        ),
      }).stack("dev-consumer-web");
      expect(stack.data("aws_vpc_endpoint_service")).toMatchObject([
        { service_name: `com.amazonaws.vpce.us-east-1.${id}` },
      ]);
      expect(stack.data("terraform_remote_state")).toEqual([]);
    }
  });
});

describe("an acceptance stack", () => {
  test("accepts each registered connection, at an address of consumer and connection", () => {
    const stack = prod.stack("prod-acceptance-orders");
    const accepters = stack.json.resource.aws_vpc_endpoint_connection_accepter;
    expect(Object.keys(accepters).map((id) => id.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "connections_billing_orders",
      "connections_web_orders",
    ]);
    const state = (name: string) => `data.terraform_remote_state.state-prod-${name}`;
    expect(Object.values(accepters)).toMatchObject(
      ["billing", "web"].map((consumer) => ({
        vpc_endpoint_service_id: expect.stringContaining(`${state("service-orders")}.outputs.service_id`),
        vpc_endpoint_id: `\${local.endpoint-${consumer}_orders}`,
      })),
    );
    expect(stack.json.locals).toMatchObject({
      "endpoint-billing_orders": `\${try(${state("consumer-billing")}[0].outputs.endpoint_ids["orders"], null)}`,
      "endpoint-web_orders": `\${try(${state("consumer-web")}[0].outputs.endpoint_ids["orders"], null)}`,
    });
  });

  test("names the connections whose consumer is not deployed, and accepts the others", () => {
    const { output, resource } = dev.stack("dev-acceptance-orders").json;
    expect(Object.values<{ count: string }>(resource.aws_vpc_endpoint_connection_accepter)[0]?.count).toBe(
      "${local.endpoint-web_orders != null ? 1 : 0}",
    );
    expect(output.accepted_connections.value).toBe(
      '${compact([local.endpoint-web_orders != null ? "web/orders" : ""])}',
    );
    expect(output.waiting_for_endpoint.value).toBe(
      '${compact([local.endpoint-web_orders != null ? "" : "web/orders"])}',
    );
  });

  test("lets a plan warn of a missing state, and of nothing else", () => {
    const { check, locals } = dev.stack("dev-acceptance-orders").json;
    expect(locals["waiting-for-endpoint"]).toBe('${compact([local.endpoint-web_orders != null ? "" : "web/orders"])}');
    expect(check["endpoints-are-found"].assert).toEqual([
      {
        condition: "${length(local.waiting-for-endpoint) == 0}",
        error_message: expect.stringContaining('${join(", ", local.waiting-for-endpoint)}'),
      },
    ]);
    const external = synthesizeFiles({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/globex.yaml": EXTERNAL });
    expect(external.stack("dev-acceptance-orders").json).not.toHaveProperty("check");
  });

  test("reads no local state that is not there, where the service's own is", () => {
    const file = (name: string) => `fileexists("../../../terraform-state/${name}.tfstate")`;
    const states = dev.stack("dev-acceptance-orders").json.data.terraform_remote_state;
    expect(states["state-dev-consumer-web"].count).toBe(
      `\${${file("dev-service-orders")} && !${file("dev-consumer-web")} ? 0 : 1}`,
    );
    expect(states["state-dev-service-orders"].count).toBeUndefined();
  });

  test("lists the states in S3 as whom the backend is, and only where the service's own is in S3", () => {
    const { data, locals, provider } = prod.stack("prod-acceptance-orders").json;
    expect(data.aws_s3_objects.states).toMatchObject({
      provider: "aws.states",
      bucket: "example-privatelink-states",
      prefix: "privatelink/prod/",
      count: '${data.terraform_remote_state.state-prod-service-orders.backend == "s3" ? 1 : 0}',
    });
    expect(provider.aws[1]).toEqual({ alias: "states", region: "us-east-1" });
    // The provider may give null for the list of keys, where it finds none.
    expect(locals["state-keys"]).toBe(
      "${{for key in flatten([for listing in data.aws_s3_objects.states : try([for one in listing.keys : one if one != null], [])]) : key => true}}",
    );
    const listed = (name: string) => `can(local.state-keys["privatelink/prod/${name}.tfstate"])`;
    expect(data.terraform_remote_state["state-prod-consumer-web"].count).toBe(
      `\${${listed("prod-service-orders")} && !${listed("prod-consumer-web")} ? 0 : 1}`,
    );
  });

  test("accepts an external consumer once they have told their endpoint, and not before", () => {
    const files = { "dev/environment.yaml": ENVIRONMENT, "dev/consumers/globex.yaml": EXTERNAL };
    const told = synthesizeFiles(files);
    expect(told.order).toEqual(["dev-service-orders", "dev-acceptance-orders"]);
    expect(told.stack("dev-acceptance-orders").resource("aws_vpc_endpoint_connection_accepter")).toMatchObject({
      vpc_endpoint_id: "vpce-0123456789abcdef0",
    });
    const waiting = synthesizeFiles({
      ...files,
      "dev/consumers/globex.yaml": edit(EXTERNAL, "    endpointId: vpce-0123456789abcdef0\n", ""),
    });
    expect(waiting.stack("dev-acceptance-orders").types).toEqual([]);
    expect(waiting.stack("dev-acceptance-orders").json.output.accepted_connections.value).toEqual([]);
    expect(waiting.stack("dev-service-orders").resource("aws_vpc_endpoint_service").allowed_principals).toEqual([
      "arn:aws:iam::888888888888:root",
    ]);
  });

  test.each([
    ["manual", true],
    ["automatic", false],
  ])("is none with acceptance %s", (acceptance, required) => {
    const stacks = synthesizeFiles({
      "dev/environment.yaml": edit(ENVIRONMENT, "role: deploy", `acceptance: ${acceptance}`),
      "dev/consumers/web.yaml": CONSUMER,
    });
    expect(stacks.order).toEqual(["dev-service-orders", "dev-consumer-web"]);
    expect(stacks.stack("dev-service-orders").resource("aws_vpc_endpoint_service").acceptance_required).toBe(required);
  });
});

test("a connection keeps its address when another is added", () => {
  const addresses = (consumer: string) =>
    ids(
      synthesizeFiles({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": consumer }).stack(
        "dev-consumer-web",
      ),
      "aws_vpc_endpoint",
    );
  expect(addresses(edit(CONSUMER, "  orders:\n", "  also:\n    service: orders\n  orders:\n"))).toEqual(
    expect.arrayContaining(addresses(CONSUMER)),
  );
});

test("stacks in one account and region never give two target groups one name", () => {
  const service = (cidr: string, listener: string) =>
    `    account: "111111111111"\n    vpc: {cidr: ${cidr}, zones: [use1-az1]}\n    listeners: {${listener}: {port: 80}}\n`;
  const stacks = synthesizeFiles({
    "dev/environment.yaml": `backend: {type: local}\nregion: us-east-1\nservices:\n  orders:\n${service("10.1.0.0/20", "api-http")}  orders-api:\n${service("10.2.0.0/20", "http")}`,
  });
  const names = ["dev-service-orders", "dev-service-orders-api"].map(
    (name) => stacks.stack(name).resource("aws_lb_target_group").name,
  );
  expect(new Set(names).size).toBe(2);
});

test("whom to talk to is for people: no text of it reaches Terraform", () => {
  const stacks = synthesizeFiles({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/globex.yaml": `${EXTERNAL}contact: "somebody \${file('x')}"\n`,
  });
  expect(Object.values(stacks.files).filter((bytes) => bytes.includes("somebody"))).toEqual([]);
});
