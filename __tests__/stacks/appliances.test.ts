import { APPLIANCE_CONSUMER, APPLIANCES } from "../support/appliances";
import { edit, folderOf } from "../support/environments";
import { synthesizeFiles, synthesizeFolder } from "../support/stacks";

const FILES = { "dev/environment.yaml": APPLIANCES, "dev/consumers/globex.yaml": APPLIANCE_CONSUMER };
const stacks = synthesizeFiles(FILES);
const stack = stacks.stack("dev-appliance-inspection");

describe("the stack of appliances", () => {
  test("comes before the acceptance of their connections", () => {
    expect(stacks.order).toEqual(["dev-appliance-inspection", "dev-acceptance-inspection"]);
  });

  test("is in their account, in a VPC of role service, and says what it is for", () => {
    expect(stack.json.provider.aws[0]).toMatchObject({
      allowed_account_ids: ["111111111111"],
      default_tags: [{ tags: { Appliance: "inspection", Stack: "dev-appliance-inspection" } }],
    });
    expect(stack.resource("aws_vpc").tags).toMatchObject({ "privatelink:vpc-role": "service" });
    expect(stack.json.output.privatelink_stack_role.value).toBe("appliance");
  });

  test("has a Gateway Load Balancer with the appliances behind it", () => {
    expect(stack.resource("aws_lb")).toMatchObject({
      name: "dev-inspection",
      load_balancer_type: "gateway",
      enable_cross_zone_load_balancing: false,
      enable_deletion_protection: false,
    });
    expect(stack.resource("aws_lb_target_group")).toMatchObject({
      target_type: "ip",
      target_failover: [{ on_deregistration: "rebalance", on_unhealthy: "rebalance" }],
      health_check: { protocol: "HTTP", port: "8080" },
    });
    expect(stack.resources("aws_lb_target_group_attachment").map((each) => each.target_id)).toEqual([
      "10.10.0.10",
      "10.10.1.10",
    ]);
  });

  test("lets in those whom the file names, and external consumers", () => {
    expect(stack.resource("aws_vpc_endpoint_service")).toMatchObject({
      acceptance_required: true,
      allowed_principals: ["arn:aws:iam::777777777777:root", "arn:aws:iam::888888888888:root"],
      gateway_load_balancer_arns: [expect.stringContaining("aws_lb.")],
    });
  });

  test("tells what an endpoint and whoever registers appliances need, and has no card", () => {
    expect(Object.keys(stack.json.output).sort()).toEqual([
      "availability_zones",
      "load_balancer_arn",
      "privatelink_stack_role",
      "service_arn",
      "service_id",
      "service_name",
      "target_group_arn",
      "vpc_id",
    ]);
    expect(Object.keys(stacks.files).filter((path) => path.startsWith("cards/"))).toEqual([]);
  });

  test("is protected with its environment, unless it says otherwise", () => {
    const built = (text: string) => synthesizeFiles({ "dev/environment.yaml": text }).stack("dev-appliance-inspection");
    const guarded = built(`${APPLIANCES}protect: true\n`);
    expect(guarded.resource("aws_lb")).toMatchObject({
      enable_deletion_protection: true,
      lifecycle: { prevent_destroy: true },
    });
    expect(guarded.resource("aws_vpc_endpoint_service").lifecycle.prevent_destroy).toBe(true);
    const text = edit(APPLIANCES, "crossZone: false", "deletionProtection: false\n    preventDestroy: false");
    const free = built(`${text}protect: true\n`);
    expect(free.resource("aws_lb").enable_deletion_protection).toBe(false);
    expect(free.resource("aws_lb").lifecycle).not.toHaveProperty("prevent_destroy");
  });

  test("names its instances, or its groups, by themselves", () => {
    const built = (targets: string) =>
      synthesizeFiles({
        "dev/environment.yaml": edit(APPLIANCES, "type: ip\n      addresses: [10.10.0.10, 10.10.1.10]", targets),
      }).stack("dev-appliance-inspection");
    const instances = built("type: instance\n      ids: [i-01234567]");
    expect(instances.resource("aws_lb_target_group_attachment").target_id).toBe("i-01234567");
    const groups = built("type: autoScalingGroup\n      names: [firewalls]");
    expect(groups.resource("aws_autoscaling_attachment").autoscaling_group_name).toBe("firewalls");
  });
});

describe("monitoring of appliances", () => {
  const monitored = (text: string) =>
    synthesizeFiles({
      "dev/environment.yaml": edit(APPLIANCES, "    role: deploy\n", `    role: deploy\n    monitoring: ${text}\n`),
    }).stack("dev-appliance-inspection");
  const watched = monitored("{ alarms: { connectedEndpoints: 1 } }");

  test("has alarms on what AWS counts of a Gateway Load Balancer", () => {
    const alarms = watched.resources("aws_cloudwatch_metric_alarm");
    expect(alarms.map(({ alarm_name: name, namespace }) => `${namespace} ${name}`).sort()).toEqual([
      "AWS/GatewayELB dev-inspection/healthy-targets/main/appliances",
      "AWS/GatewayELB dev-inspection/healthy-targets/main/appliances/use1-az1",
      "AWS/GatewayELB dev-inspection/healthy-targets/main/appliances/use1-az2",
      "AWS/GatewayELB dev-inspection/rejected-flows/main",
      "AWS/GatewayELB dev-inspection/unhealthy-targets/main/appliances",
      "AWS/PrivateLinkServices dev-inspection/connected-endpoints",
    ]);
    const zone = alarms.find(({ alarm_name: name }) => name.endsWith("/use1-az1"));
    // Without cross-zone load balancing, a zone without appliances loses its packets.
    expect(zone?.treat_missing_data).toBe("breaching");
  });

  test("has a dashboard, and an output for it", () => {
    const { dashboard_body: body } = watched.resource("aws_cloudwatch_dashboard");
    expect(body).toContain("AWS/GatewayELB");
    expect(body).not.toContain("AWS/NetworkELB");
    expect(body).not.toContain("PortAllocationErrorCount");
    expect(watched.json.output).toHaveProperty("dashboard_name");
    expect(monitored("{ dashboard: false }").json.output).not.toHaveProperty("dashboard_name");
  });
});

test("the endpoint of an external consumer is accepted, once its id is in their file", () => {
  const acceptance = stacks.stack("dev-acceptance-inspection");
  expect(acceptance.resource("aws_vpc_endpoint_connection_accepter")).toMatchObject({
    vpc_endpoint_id: "vpce-0123456789abcdef0",
    vpc_endpoint_service_id: expect.stringContaining("state-dev-appliance-inspection"),
  });
  expect(acceptance.json.provider.aws[0].default_tags[0].tags).toMatchObject({ Appliance: "inspection" });
  expect(JSON.parse(stacks.files["stacks/dev-acceptance-inspection/origins.json"] ?? "")).toMatchObject({
    path: ["appliances", "inspection", "acceptance"],
  });
});

test("with a consumer that is selected come the appliances that they connect to, and no others", () => {
  const files = {
    ...FILES,
    "dev/environment.yaml": edit(
      APPLIANCES,
      "appliances:\n",
      'appliances:\n  firewall: { account: "111111111111", vpc: { cidr: 10.11.0.0/20, zones: [use1-az1] } }\n',
    ),
  };
  expect(synthesizeFolder(folderOf(files), { consumers: ["globex"] }).order).toEqual([
    "dev-appliance-inspection",
    "dev-acceptance-inspection",
  ]);
});
