import { serviceLedger } from "../../config/estate/ledger";
import { loadEnvironments } from "../../config/load";
import { APPLIANCES } from "../support/appliances";
import { edit, folderOf } from "../support/environments";
import { changedStacks, synthesizeFiles, synthesizeFolder } from "../support/stacks";
import { ids } from "../support/synth";

const NETWORK = "arn:aws:vpc-lattice:us-east-1:999999999999:servicenetwork/sn-0123456789abcdef0";
const VAULT = `account: "222222222222"
vpc: { cidr: 10.40.0.0/20, zones: [use1-az1, use1-az2], awsEndpoints: [session-manager] }
connections:
  partner:
    serviceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
    ports: [443]
    zones: [use1-az1, use1-az2]
    allowFrom: [10.40.12.0/24]
  shared:
    serviceNetworkArn: ${NETWORK}
    resourceShareArn: arn:aws:ram:us-east-1:999999999999:resource-share/01234567-0123-0123-0123-0123456789ab
    ports: [8443]
inspection:
  appliance: inspection
  clientSubnets: { use1-az1: 10.40.8.0/24, use1-az2: 10.40.9.0/24 }
  subnets: { use1-az1: 10.40.15.0/28, use1-az2: 10.40.15.16/28 }
client:
  instance: {}
`;
const files = (vault: string) => ({ "dev/environment.yaml": APPLIANCES, "dev/consumers/vault.yaml": vault });
const stacks = synthesizeFiles(files(VAULT));
const consumer = stacks.stack("dev-consumer-vault");

describe("a consumer whose packets pass appliances", () => {
  test("comes behind the appliances, and before the acceptance of its endpoints", () => {
    expect(stacks.order).toEqual(["dev-appliance-inspection", "dev-consumer-vault", "dev-acceptance-inspection"]);
  });

  test("may connect to them", () => {
    expect(stacks.stack("dev-appliance-inspection").resource("aws_vpc_endpoint_service").allowed_principals).toContain(
      "arn:aws:iam::222222222222:root",
    );
  });

  test("has its endpoints to them accepted, zone by zone", () => {
    const { accepted_connections: accepted } = stacks.stack("dev-acceptance-inspection").json.output;
    for (const zone of ["use1-az1", "use1-az2"]) expect(accepted.value).toContain(`vault/inspection-${zone}`);
  });

  test("tells their ids among those of its connections", () => {
    expect(Object.keys(consumer.json.output.endpoint_ids.value)).toEqual([
      "inspection-use1-az1",
      "inspection-use1-az2",
      "partner",
      "shared",
    ]);
  });

  test("learns the name of their service from their stack", () => {
    const endpoints = consumer
      .resources("aws_vpc_endpoint")
      .filter((each) => each.service_name?.includes("terraform_remote_state"));
    expect(endpoints).toHaveLength(2);
    expect(endpoints[0]).toMatchObject({
      vpc_endpoint_type: "GatewayLoadBalancer",
      service_name: expect.stringContaining("data.terraform_remote_state"),
    });
  });

  test("has its clients in their subnets, and lets them in by these", () => {
    const clients = ids(consumer, "aws_subnet").filter((id) => id.includes("clients-subnet"));
    expect(consumer.resource("aws_lambda_function").vpc_config.subnet_ids.sort()).toEqual(
      clients.map((id) => `\${aws_subnet.${id}.id}`).sort(),
    );
    expect(clients.map((id) => `\${aws_subnet.${id}.id}`)).toContain(consumer.resource("aws_instance").subnet_id);
    const sources = consumer
      .resources("aws_vpc_security_group_ingress_rule")
      .map((rule) => [rule.from_port, rule.cidr_ipv4]);
    expect(sources.filter(([port]) => port === 8443)).toEqual([[8443, "10.40.0.0/20"]]);
    expect(sources).toEqual(
      expect.arrayContaining([
        [443, "10.40.12.0/24"],
        [443, "10.40.8.0/24"],
        [443, "10.40.9.0/24"],
      ]),
    );
    for (const rule of [
      ...consumer.resources("aws_vpc_security_group_ingress_rule"),
      ...consumer.resources("aws_vpc_security_group_egress_rule"),
    ])
      expect(rule).not.toHaveProperty("referenced_security_group_id");
  });

  test("changes nothing but routes where they are taken out of the way", () => {
    const past = synthesizeFiles(
      files(edit(VAULT, "  appliance: inspection\n", "  appliance: inspection\n  routed: false\n")),
    );
    expect(changedStacks(stacks, past)).toEqual(["dev-consumer-vault"]);
    const without = (text: string) => text.replace(/"route": \[[^\]]*\]/g, "");
    expect(without(past.stack("dev-consumer-vault").text)).toBe(without(consumer.text));
  });

  test("of somebody else looks their service up, as what it is", () => {
    const theirs = edit(
      VAULT,
      "appliance: inspection",
      "serviceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef1",
    );
    const found = synthesizeFiles(files(theirs)).stack("dev-consumer-vault");
    expect(found.data("aws_vpc_endpoint_service").map((each) => each.service_type)).toContain("GatewayLoadBalancer");
    const unasked = synthesizeFiles(files(edit(theirs, "inspection:\n", "inspection:\n  lookup: false\n")));
    expect(
      unasked
        .stack("dev-consumer-vault")
        .data("aws_vpc_endpoint_service")
        .map((each) => each.service_type),
    ).not.toContain("GatewayLoadBalancer");
  });

  test("is expected at the appliances, by its endpoints", () => {
    const [environment] = loadEnvironments(folderOf(files(VAULT)));
    const ledger = environment && serviceLedger(environment, "inspection");
    expect(ledger?.entries.map(({ customer, connection, managed }) => [customer, connection, managed])).toEqual([
      ["vault", "inspection-use1-az1", true],
      ["vault", "inspection-use1-az2", true],
    ]);
  });

  test("comes with the appliances where it is selected by itself", () => {
    const folder = folderOf(files(VAULT));
    const { order } = synthesizeFolder(folder, { consumers: ["vault"] });
    expect(order).toContain("dev-appliance-inspection");
  });
});

describe("a connection to a service network", () => {
  test("waits for the share, and tells the names of what is in the network", () => {
    const endpoint = consumer.resources("aws_vpc_endpoint").find((each) => each.service_network_arn === NETWORK);
    expect(endpoint?.depends_on).toEqual([expect.stringContaining("aws_ram_resource_share_accepter.")]);
    expect(Object.keys(consumer.json.output.service_network_dns_names.value)).toEqual(["shared"]);
  });
});
