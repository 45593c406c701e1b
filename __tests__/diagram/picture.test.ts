import { Connections } from "../../diagram/overlays/connections";
import { pictureOf } from "../../diagram/picture/draw";
import type { Scene } from "../../diagram/picture/scene";
import { change, changes, consumer, ENDPOINT, facts, link, scene, service, thing } from "./facts";

const VPC = "aws_vpc.vpc";

function proven(...stacks: readonly string[]): NonNullable<Scene["verdicts"]> {
  return new Map(stacks.map((stack) => [stack, new Map([[VPC, { result: "PROVEN" as const, paths: [] }]])]));
}

describe("a picture", () => {
  test("leads from the client by the endpoint and the service to the targets", () => {
    const picture = pictureOf(scene([service(), consumer("web")]));
    const kinds = picture.links.map(({ from, to }) =>
      [from, to].map((id) => picture.things.find((each) => each.id === id)?.kind),
    );
    expect(kinds).toEqual(
      expect.arrayContaining([
        ["client", "endpoint"],
        ["endpoint", "service"],
        ["service", "balancer"],
        ["balancer", "target"],
      ]),
    );
    expect(picture.places.map(({ title }) => title)).toEqual([
      "111111111111",
      "orders  10.0.0.0/20",
      "222222222222",
      "web  10.1.0.0/20",
    ]);
    expect(picture.places.every(({ verdict }) => verdict === undefined)).toBe(true);
  });

  test.each([
    ["automatic", service("orders", { acceptance_required: false }), []],
    ["by hand", service(), []],
    [
      "Terraform",
      service(),
      [facts("dev-acceptance-orders", { data: { terraform_remote_state: { "state-dev-service-orders": {} } } })],
    ],
  ])("says that acceptance is %s", (who, offer, others) => {
    const { rows } = thing(pictureOf(scene([offer, ...others])), "orders");
    expect(rows).toEqual([{ text: `acceptance: ${who}` }]);
  });

  test("calls a service network what it is", () => {
    const web = facts("dev-consumer-web", {
      resource: {
        aws_vpc: { vpc: { cidr_block: "10.1.0.0/20" } },
        aws_vpc_endpoint: {
          "endpoint-shared_endpoint_01234567": {
            vpc_endpoint_type: "ServiceNetwork",
            vpc_id: "${aws_vpc.vpc.id}",
            service_network_arn: "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0",
          },
        },
      },
    });
    const picture = pictureOf(scene([web]));
    expect(thing(picture, "shared").caption).toBe("Service network endpoint");
    expect(thing(picture, "sn-0123456789abcdef0").caption).toBe("Service network of others");
    expect(link(picture, "shared", "sn-0123456789abcdef0")).toBeDefined();
  });

  test("colours each consumer's VPC, and no other; one that the report does not have is not judged", () => {
    const stacks = [service(), consumer("a"), consumer("b", "333333333333")];
    const { places } = pictureOf(scene(stacks, { verdicts: proven("dev-consumer-a") }));
    const verdicts = places.filter(({ kind }) => kind === "vpc").map(({ title, verdict }) => [title, verdict]);
    expect(verdicts).toEqual([
      ["orders  10.0.0.0/20", undefined],
      ["a  10.1.0.0/20", "PROVEN"],
      ["b  10.1.0.0/20", "NOT JUDGED"],
    ]);
  });

  test("draws a way out step by step, from the subnet to the outside, and from no client", () => {
    const steps = [
      { step: "vpc", address: VPC, what: "a consumer VPC" },
      { step: "subnet", address: "aws_subnet.a", what: "a subnet" },
      { step: "nat gateway", address: "aws_nat_gateway.nat", what: "a NAT gateway" },
      { step: "outside", address: null, what: "the internet" },
    ];
    const paths = [{ wayOut: "violated" as const, steps }];
    const verdicts = new Map([["dev-consumer-a", new Map([[VPC, { result: "VIOLATED" as const, paths }]])]]);
    const picture = pictureOf(scene([service(), consumer("a")], { verdicts }));
    for (const [from, to] of [
      ["use1-az1  10.1.0.0/24", "nat"],
      ["nat", "the internet"],
    ] as const)
      expect(link(picture, from, to)).toMatchObject({ wayOut: "violated" });
    expect(thing(picture, "the internet")).toMatchObject({ kind: "outside", wayOut: "violated" });
    expect(thing(picture, "the internet").within).toBeUndefined();
    const client = thing(picture, "Lambda function dev-a-client").id;
    expect(picture.links.filter(({ from, wayOut }) => from === client && wayOut !== undefined)).toEqual([]);
    expect(thing(picture, "use1-az1  10.1.0.0/24").caption).toBe("Subnet");
  });

  test("a way out begins at the VPC itself only where nothing is on the way", () => {
    const to = (...between: readonly object[]) => [
      { step: "vpc", address: VPC, what: "a consumer VPC" },
      ...between,
      { step: "outside", address: null, what: "the internet" },
    ];
    const drawn = (steps: ReturnType<typeof to>) => {
      const paths = [{ wayOut: "violated" as const, steps }];
      const verdicts = new Map([["dev-consumer-a", new Map([[VPC, { result: "VIOLATED" as const, paths }]])]]);
      const { things, links } = pictureOf(scene([service(), consumer("a")], { verdicts } as Partial<Scene>));
      const captions = new Map(things.map(({ id, caption }) => [id, caption]));
      return links.filter(({ wayOut }) => wayOut).map((each) => [captions.get(each.from), captions.get(each.to)]);
    };
    expect(drawn(to())).toEqual([["The VPC itself", "Outside"]]);
    expect(drawn(to({ step: "eip", address: "aws_eip.a", what: "a public address" }))).toEqual([
      ["Elastic IP address", "Outside"],
    ]);
  });

  test("counts many consumers, and draws those with something to see", () => {
    const names = Array.from({ length: 3000 }, (_, index) => `c${index}`);
    const stacks = [service(), ...names.map((name) => consumer(name, "222222222222"))];
    const verdicts = new Map(proven(...names.map((name) => `dev-consumer-${name}`)));
    verdicts.set("dev-consumer-c7", new Map([[VPC, { result: "VIOLATED", paths: [] }]]));
    const picture = pictureOf(scene(stacks, { verdicts, changes: changes(change("dev-consumer-c9", "added")) }));
    expect(picture.places.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["c7  10.1.0.0/20", "c9  10.1.0.0/20"]),
    );
    expect(thing(picture, "2,998 consumers, all PROVEN").verdict).toBe("PROVEN");
    expect(link(picture, "2,998 consumers, all PROVEN", "orders")).toBeDefined();
    expect(picture.things.length).toBeLessThan(20);
  });

  test("counts the rest of many violated consumers by themselves", () => {
    const names = Array.from({ length: 40 }, (_, index) => `c${index}`);
    const verdicts = new Map(
      names.map((name) => [`dev-consumer-${name}`, new Map([[VPC, { result: "VIOLATED" as const, paths: [] }]])]),
    );
    const picture = pictureOf(scene([service(), ...names.map((name) => consumer(name))], { verdicts }));
    expect(thing(picture, "32 consumers, all VIOLATED").verdict).toBe("VIOLATED");
  });

  test("signs what a change adds, changes and takes away", () => {
    const removed = { address: "aws_vpc_endpoint.endpoint-logs_endpoint_01234567", type: "aws_vpc_endpoint" };
    const values = { service_name: "com.amazonaws.us-east-1.logs" };
    const web = {
      ...change("dev-consumer-web", "changed", { [ENDPOINT]: "replaced", [removed.address]: "removed" }),
      removed: [{ ...removed, values }],
    };
    const all = changes(web, change("dev-consumer-new", "added"), change("dev-profile-hub", "changed"));
    const stacks = [service(), consumer("web"), consumer("new", "333333333333"), facts("dev-profile-hub", {})];
    const picture = pictureOf(scene(stacks, { changes: all }));
    expect(picture.places.find(({ title }) => title.startsWith("web"))?.sign).toBe("changed");
    expect(picture.places.find(({ title }) => title.startsWith("new"))?.sign).toBe("added");
    expect(picture.things.filter(({ kind }) => kind === "endpoint").map(({ sign }) => sign)).toEqual([
      "replaced",
      "removed",
      "added",
    ]);
    expect(thing(picture, "logs").sign).toBe("removed");
    expect(thing(picture, "dev-profile-hub").caption).toBe("Stacks that change too");
    expect(picture.links.filter(({ to }) => to === "offer/dev-service-orders").map(({ label }) => label)).toEqual([
      "+/- replaced",
      "+ added",
    ]);
  });

  test("tells gateway endpoints from interface endpoints to services of AWS", () => {
    const endpoints = {
      gateway: { vpc_endpoint_type: "Gateway", service_name: "com.amazonaws.us-east-1.s3" },
      logs: { vpc_endpoint_type: "Interface", service_name: "com.amazonaws.us-east-1.logs" },
    };
    const picture = pictureOf(scene([facts("dev-consumer-web", { resource: { aws_vpc_endpoint: endpoints } })]));
    const [box] = picture.things.filter(({ kind }) => kind === "endpoint");
    expect(box?.rows.map(({ text }) => text)).toEqual(["s3 (gateway)", "logs"]);
  });

  test("says at the arrow who is connected, and whose acceptance changes", () => {
    const status = {
      format: "privatelink-status/1" as const,
      services: [
        {
          ...{ environment: "dev", service: "orders", is_known: true },
          customers: [{ customer: "web", connection: "orders", managed: true, observed: "available" }],
        },
      ],
    };
    const accepter = "aws_vpc_endpoint_connection_accepter.connections_web_orders_01234567";
    const all = changes(change("dev-acceptance-orders", "changed", { [accepter]: "added" }));
    const more = { connections: new Connections([status]), changes: all };
    const { links } = pictureOf(scene([service(), consumer("web")], more));
    expect(links.find(({ to }) => to === "offer/dev-service-orders")).toMatchObject({
      label: "+ added, connected",
      sign: "added",
    });
  });

  test("draws customers by name where it is known, otherwise by account, and many as a count", () => {
    const principals = (count: number) =>
      Array.from({ length: count }, (_, index) => `arn:aws:iam::${300000000000 + index}:root`);
    const few = scene([service("orders", { allowed_principals: principals(2) })], {
      customers: [{ environment: "dev", name: "globex", accounts: ["300000000000"], services: ["orders"] }],
    });
    expect(
      pictureOf(few)
        .things.filter(({ kind }) => kind === "customer")
        .map(({ title }) => title),
    ).toEqual(["globex", "300000000001"]);
    const many = pictureOf(scene([service("orders", { allowed_principals: principals(1500) })]));
    expect(thing(many, "1,500 customers").rows.at(-1)).toEqual({ text: "and 1,494 more" });
  });

  test("a consumer of a hub leads to the hub's endpoints", () => {
    const hub = {
      ...consumer("x", "333333333333"),
      name: "dev-hub-central-first",
      role: "hub" as const,
      key: "central-first",
    };
    const spoke = { ...consumer("web"), endpoints: [], reads: ["dev-hub-central-first"] };
    const { links } = pictureOf(scene([service(), hub, spoke]));
    expect(links.filter(({ to }) => to === `dev-hub-central-first/${ENDPOINT}`)).toMatchObject([
      { from: "dev-hub-central-first/clients" },
      { from: "dev-consumer-web/clients", label: "by a path to the hub" },
    ]);
  });

  test("several environments stand in boxes of their own", () => {
    const other = { ...consumer("web"), name: "prod-consumer-web", environment: "prod" };
    const { places, title } = pictureOf(scene([consumer("web"), other]));
    expect(title).toBe("dev, prod");
    expect(places.filter(({ kind }) => kind === "environment").map(({ title: name }) => name)).toEqual(["dev", "prod"]);
  });
});

describe("a picture of many", () => {
  test("consumers that all connect to something else stand in one box for each verdict", () => {
    const names = Array.from({ length: 50 }, (_, index) => `c${index}`);
    const stacks = names.map((name, index) => ({
      ...consumer(name),
      endpoints: [
        {
          address: "x",
          name,
          type: "Interface",
          zones: [],
          destination: { to: "others" as const, name: `vpce-svc-${index}` },
        },
      ],
    }));
    const { things, links } = pictureOf(scene(stacks));
    expect(things.map(({ title }) => title)).toEqual(["50 consumers", "50 services"]);
    expect(things[0]?.rows[1]?.text).toBe("each connects to some of these");
    expect(links).toHaveLength(1);
  });

  test("customers who all connect to other services stand in one box", () => {
    const services = Array.from({ length: 20 }, (_, index) => service(`s${index}`));
    const customers = services.map(({ key }, index) => ({
      ...{ environment: "dev", name: `customer-${index}`, accounts: [String(300000000000 + index)], services: [key] },
    }));
    const { things, links } = pictureOf(scene(services, { customers }));
    const groups = things.filter(({ kind }) => kind === "group");
    expect(groups.map(({ title }) => title)).toEqual(["20 customers"]);
    expect(links.filter(({ from }) => from === groups[0]?.id)).toHaveLength(20);
  });

  test("a VPC that goes is not said to be not judged", () => {
    const verdicts = new Map();
    const { places } = pictureOf(
      scene([consumer("a")], { verdicts, changes: changes(change("dev-consumer-a", "removed")) }),
    );
    expect(places.map(({ verdict }) => verdict)).toEqual([undefined, undefined]);
  });
});
