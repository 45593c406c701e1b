import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { planEstate } from "../../config/estate/plan-estate";
import { loadEnvironments } from "../../config/load";
import { buildHere } from "../../engine/build-here";
import { OriginFinder } from "../../policies/checker/origins";
import { placeOf } from "../../policies/checker/report/words";
import { CONSUMER, ENVIRONMENT, edit, folderOf, temporaryFolder } from "../support/environments";

const TARGETS = "    targets:\n";
const FILES = {
  "dev/environment.yaml": edit(ENVIRONMENT, TARGETS, `      web-http:\n        port: 81\n${TARGETS}`),
  "dev/consumers/web.yaml": CONSUMER,
};
const environments = folderOf(FILES);
const out = join(temporaryFolder(), "out");
buildHere(planEstate(loadEnvironments(environments)), out);

const stackFile = (name: string) => join(out, "stacks", name, "cdk.tf.json");
const CONSUMER_STACK = "dev-consumer-web";
const SERVICE = "dev-service-orders";
const ACCEPTANCE = "dev-acceptance-orders";

interface Asked {
  readonly construct?: string | null;
  readonly address?: string;
  readonly message?: string;
}

/** Where something of a stack comes from, as the report says it, with files from the folder of the environments. */
function origin(stack: string, { construct = null, address = "aws_x.y", message = "" }: Asked, folder = environments) {
  const finder = new OriginFinder({ environments: folder, stacks: [] }).of(stackFile(stack), stack);
  const construct_path = construct === null ? null : `${stack}/${construct}`;
  const found = finder.origin({ address, construct_path, message });
  return found === null ? "nowhere" : placeOf(found).replaceAll(`${folder}/`, "");
}

describe("a construct of a stack", () => {
  test.each([
    [CONSUMER_STACK, "vpc/vpc", "dev/consumers/web.yaml:2:1  vpc"],
    [CONSUMER_STACK, "vpc/subnet-use1-az1", "dev/consumers/web.yaml:4:10  vpc.zones"],
    [CONSUMER_STACK, "endpoint-orders/endpoint", "dev/consumers/web.yaml:6:3  connections.orders"],
    [SERVICE, "load-balancer/listener-http", "dev/environment.yaml:14:7  services.orders.listeners.http"],
    [SERVICE, "load-balancer/listener-web-http", "dev/environment.yaml:20:7  services.orders.listeners.web-http"],
    [
      SERVICE,
      "load-balancer/target-group-web-http-tcp",
      "dev/environment.yaml:20:7  services.orders.listeners.web-http",
    ],
    [SERVICE, "application/instances", "dev/environment.yaml:22:5  services.orders.targets"],
    [ACCEPTANCE, "connections/web_orders", "dev/consumers/web.yaml:6:3  connections.orders"],
  ])("%s/%s comes from %s", (stack, construct, expected) => {
    expect(origin(stack, { construct })).toBe(expected);
  });

  test.each([
    [
      "a consumer's client is made without being written",
      CONSUMER_STACK,
      "client/function",
      "dev/consumers/web.yaml:1:1",
    ],
    ["flow logs that are not written", CONSUMER_STACK, "flow-logs/flow-log", "dev/consumers/web.yaml:2:1  vpc"],
    ["a load balancer that is not written", SERVICE, "load-balancer", "dev/environment.yaml:7:3  services.orders"],
    ["the acceptance that is not written", ACCEPTANCE, "other", "dev/environment.yaml:7:3  services.orders"],
    ["something added by hand", CONSUMER_STACK, "added/by-hand", "dev/consumers/web.yaml:1:1"],
    ["a name of JavaScript's own", CONSUMER_STACK, "endpoint-constructor", "dev/consumers/web.yaml:5:1  connections"],
  ])("of what is not in the file, the nearest key that is: %s", (_, stack, construct, expected) => {
    expect(origin(stack, { construct })).toBe(expected);
  });
});

describe("what a finding says of arguments", () => {
  test.each([
    [
      "a zone of a load balancer",
      SERVICE,
      "load-balancer/load-balancer",
      "subnets, subnet_mapping.subnet_id",
      "12:14  services.orders.vpc.zones",
    ],
    [
      "a zone of an endpoint",
      CONSUMER_STACK,
      "endpoint-orders/endpoint",
      "subnet_ids, subnet_configuration.subnet_id",
      "4:10  vpc.zones",
    ],
    ["a port", SERVICE, "load-balancer/listener-http", "port", "15:15  services.orders.listeners.http.port"],
    [
      "an unknown port",
      SERVICE,
      "load-balancer/listener-http",
      "port is not known",
      "15:15  services.orders.listeners.http.port",
    ],
    [
      "a protocol that is not written",
      SERVICE,
      "load-balancer/listener-http",
      "protocol",
      "14:7  services.orders.listeners.http",
    ],
    [
      "an argument that is not known",
      SERVICE,
      "load-balancer/listener-http",
      "arn",
      "14:7  services.orders.listeners.http",
    ],
    [
      "a region of a service without any",
      SERVICE,
      "endpoint-service/service",
      "supported_regions",
      "7:3  services.orders",
    ],
  ])("%s", (_, stack, construct, names, expected) => {
    const message = `a thing would be taken away (${names}); whoever uses it would be cut off`;
    expect(origin(stack, { construct, message }).split(".yaml:")[1]).toBe(expected);
  });

  test("zones as a mapping of ranges: the zone, or the mapping where the zone was taken out", () => {
    const subnets = "  subnets: {use1-az1: 10.20.0.0/24, use1-az2: 10.20.1.0/24}\n";
    const folder = folderOf({
      ...FILES,
      "dev/consumers/web.yaml": edit(CONSUMER, "  zones: [use1-az1, use1-az2]\n", subnets),
    });
    const from = (zone: string) => origin(CONSUMER_STACK, { construct: `vpc/subnet-${zone}` }, folder);
    expect(from("use1-az2")).toBe("dev/consumers/web.yaml:4:47  vpc.subnets.use1-az2");
    expect(from("use1-az4")).toBe("dev/consumers/web.yaml:4:3  vpc.subnets");
  });

  test("zones of an endpoint of its own come before those of the VPC", () => {
    const folder = folderOf({ ...FILES, "dev/consumers/web.yaml": `${CONSUMER}    inZones: [use1-az1]\n` });
    const asked = { construct: "endpoint-orders/endpoint", message: "a zone would be taken away (subnet_ids)" };
    expect(origin(CONSUMER_STACK, asked, folder)).toBe("dev/consumers/web.yaml:8:14  connections.orders.inZones");
  });
});

describe("a resource of a plan that the stack no longer has, by its address", () => {
  test.each([
    [
      "a zone",
      SERVICE,
      "aws_subnet.vpc_subnet-use1-az4_0123ABCD",
      "dev/environment.yaml:12:14  services.orders.vpc.zones",
    ],
    [
      "a listener",
      SERVICE,
      "aws_lb_listener.load-balancer_listener-old_0123ABCD",
      "dev/environment.yaml:13:5  services.orders.listeners",
    ],
    [
      "a connection",
      CONSUMER_STACK,
      "aws_vpc_endpoint.endpoint-old_endpoint_0123ABCD[0]",
      "dev/consumers/web.yaml:5:1  connections",
    ],
    [
      "a consumer that is no longer there",
      ACCEPTANCE,
      "aws_vpc_endpoint_connection_accepter.connections_old_orders_0123ABCD",
      "dev/consumers/old.yaml is no longer there",
    ],
    ["what was added by hand", CONSUMER_STACK, "aws_internet_gateway.out", "dev/consumers/web.yaml:1:1"],
    [
      "what is in a module",
      CONSUMER_STACK,
      "module.a.aws_subnet.vpc_subnet-use1-az4_0123ABCD",
      "dev/consumers/web.yaml:1:1",
    ],
  ])("%s", (_, stack, address, expected) => {
    expect(origin(stack, { address })).toBe(expected);
  });

  test("what was shared through a hub", () => {
    const address = "aws_vpc_endpoint_connection_accepter.connections_hub-central-first_orders_0123ABCD";
    const folder = folderOf({
      "dev/environment.yaml": `${ENVIRONMENT}sharedConnections:\n  orders: {service: orders}\n`,
    });
    expect(origin(ACCEPTANCE, { address }, folder)).toBe("dev/environment.yaml:23:3  sharedConnections.orders");
  });
});

describe("a file that is not there", () => {
  const gone = folderOf({ "dev/environment.yaml": edit(ENVIRONMENT, "  orders:\n", "  bills:\n") });

  test("of a consumer that was deleted", () => {
    expect(origin(CONSUMER_STACK, { construct: "vpc/vpc" }, gone)).toBe("dev/consumers/web.yaml is no longer there");
  });

  test("a service that was taken out: its file is there, and the nearest key is named", () => {
    expect(origin(SERVICE, { construct: "vpc/vpc" }, gone)).toBe("dev/environment.yaml:6:1  services");
  });

  test("below another folder of environments, the folder is questioned", () => {
    const other = folderOf({ "prod/environment.yaml": ENVIRONMENT });
    expect(origin(CONSUMER_STACK, { construct: "vpc/vpc" }, other)).toBe(
      "dev/consumers/web.yaml, which is not there; is --environments right?",
    );
  });

  test("one that cannot be read is named without a place", () => {
    const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml/x": "" });
    expect(origin(CONSUMER_STACK, { construct: "vpc/vpc" }, folder)).toBe("dev/consumers/web.yaml");
  });
});

describe("of a plan", () => {
  const plans = temporaryFolder();
  const stack = join(out, "stacks", CONSUMER_STACK);
  const address = () => {
    const { resource } = JSON.parse(readFileSync(stackFile(CONSUMER_STACK), "utf8"));
    return `aws_vpc_endpoint.${Object.keys(resource.aws_vpc_endpoint)[0]}`;
  };

  test.each([
    ["beside its stack", join(stack, "plan.json"), null, []],
    ["of a stack whose folder is named", join(plans, "plan.json"), null, [stack]],
    ["of a stack by its name", join(plans, "plan.json"), CONSUMER_STACK, [out]],
    ["from standard input, of a stack by its name", "-", CONSUMER_STACK, [out]],
  ])("%s, resources are told by their addresses", (_, source, name, stacks) => {
    const origins = new OriginFinder({ environments, stacks }).of(source, name);
    const construct_path = origins.constructPath(`${address()}["a.b"]`);
    expect(construct_path).toMatch(/^dev-consumer-web\/endpoint-orders\//);
    expect(origins.origin({ address: address(), construct_path })?.key).toBe("connections.orders");
    expect(origins.constructPath("module.a.aws_vpc_endpoint.b")).toBeNull();
  });

  test.each([
    ["of no stack that is there", join(plans, "plan.json"), "prod-consumer-web", [out]],
    ["of one of several stacks, it is not said which", join(plans, "plan.json"), null, [out]],
    ["a folder of stacks that is not there", join(plans, "plan.json"), CONSUMER_STACK, [join(out, "none")]],
  ])("%s: nothing is told", (_, source, name, stacks) => {
    const origins = new OriginFinder({ environments, stacks }).of(source, name);
    expect(origins.origin({ address: "aws_x.y", construct_path: null })).toBeNull();
    expect(origins.constructPath("aws_vpc_endpoint.endpoint-orders_DE3C4A7C")).toBeNull();
  });
});

test.each([
  ["another format", '{"format": "x", "version": 1, "file": "dev/consumers/web.yaml", "path": []}'],
  ["a file outside", '{"format": "cdktf-privatelink/origins", "version": 1, "file": "../x.yaml", "path": []}'],
  ["broken JSON", "{"],
  ["a list", "[]"],
])("what is no such file tells nothing: %s", (_, text) => {
  const folder = join(temporaryFolder(), "stack");
  mkdirSync(folder);
  cpSync(stackFile(CONSUMER_STACK), join(folder, "cdk.tf.json"));
  const found = () =>
    new OriginFinder({ environments, stacks: [] })
      .of(join(folder, "cdk.tf.json"), null)
      .origin({ address: "aws_x.y", construct_path: "dev-consumer-web/vpc" });
  writeFileSync(join(folder, "origins.json"), text);
  expect(found()).toBeNull();
  rmSync(join(folder, "origins.json"));
  expect(found()).toBeNull();
});

test("a file of an earlier version of the program, which named constructs as well, is read", () => {
  const folder = join(temporaryFolder(), "stack");
  mkdirSync(folder);
  cpSync(stackFile(CONSUMER_STACK), join(folder, "cdk.tf.json"));
  const origins = JSON.parse(readFileSync(join(out, "stacks", CONSUMER_STACK, "origins.json"), "utf8"));
  writeFileSync(join(folder, "origins.json"), JSON.stringify({ ...origins, constructs: { vpc: ["vpc"] } }));
  const finder = new OriginFinder({ environments, stacks: [] }).of(join(folder, "cdk.tf.json"), null);
  expect(finder.origin({ address: "aws_x.y", construct_path: "dev-consumer-web/vpc/vpc" })?.key).toBe("vpc");
});
