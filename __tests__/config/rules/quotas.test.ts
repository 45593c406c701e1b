import { environmentSchema } from "../../../config/environment-schema";
import { QUOTAS } from "../../../modules/aws/quotas";
import {
  CONSUMER,
  ENVIRONMENT,
  edit,
  environmentProblems,
  keysOf,
  problem,
  problemsIn,
} from "../../support/environments";

type Files = Record<string, string>;

const isText = (value: unknown) => typeof value === "string";

/** Consumer files, each with a VPC of its own in one account. */
function consumers(count: number, change: (text: string, index: number) => string = (text) => text): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `dev/consumers/web-${String(index).padStart(3, "0")}.yaml`,
      change(edit(CONSUMER, "10.20.0.0/20", `10.${20 + Math.floor(index / 16)}.${(index % 16) * 16}.0/20`), index),
    ]),
  );
}

/** An environment of one service with these files beside it. */
const withService = (files: Files, text: string = ENVIRONMENT): Files => ({ "dev/environment.yaml": text, ...files });

/** An environment file that declares quotas. */
const declaring = (quotas: string) => `${ENVIRONMENT}quotas: ${quotas}\n`;

const command = (service: string, code: string, desired: number) =>
  `aws service-quotas request-service-quota-increase --region us-east-1 --service-code ${service} --quota-code ${code} --desired-value ${desired}`;

/** How to raise a quota. */
const fix = (account: string, key: keyof typeof QUOTAS, desired: number, file = "dev/environment.yaml") =>
  `as account ${account}: ${command(QUOTAS[key].serviceCode, QUOTAS[key].quotaCode, desired)}; when AWS has granted it, write \`quotas: { "${account}": { ${key}: ${desired} } }\` in ${file}`;

/** An existing VPC in the place of the one that is made. */
const EXISTING = "id: vpc-01234567\n  subnets: {use1-az1: subnet-00000001, use1-az2: subnet-00000002}";
const existing = (text: string) => text.replace(/cidr: .*\n {2}zones: .*/, EXISTING);

describe("VPCs of an account", () => {
  test("fail where there is one too many, at the VPC that goes beyond, with the way to more", () => {
    expect(problemsIn(withService(consumers(7)))).toEqual([
      problem(
        "dev/consumers/web-005.yaml:2:1 vpc",
        'at most 5 VPCs in account 222222222222 and us-east-1 (quota "VPCs per Region")',
        "7 in all; from here on there are too many",
        fix("222222222222", "vpcsPerRegion", 7),
      ),
    ]);
  });

  test("pass where there are as many as may be", () => {
    expect(problemsIn(withService(consumers(5)))).toEqual([]);
  });

  test("count those of services as well", () => {
    const inOne = consumers(5, (text) => edit(text, "222222222222", "111111111111"));
    expect(problemsIn(withService(inOne)).map(({ file, path }) => [file, path])).toEqual([
      ["dev/consumers/web-004.yaml", "vpc"],
    ]);
  });

  test("count none that exists, and none of an external consumer", () => {
    const five = consumers(5);
    expect(problemsIn(withService({ ...five, "dev/consumers/z.yaml": existing(CONSUMER) }))).toEqual([]);
    const external = 'external: true\naccount: "222222222222"\nconnections: {orders: {service: orders}}\n';
    expect(problemsIn(withService({ ...five, "dev/consumers/z.yaml": external }))).toEqual([]);
  });

  test.each([
    '{"222222222222": {vpcsPerRegion: 7}}',
    '{"*": {vpcsPerRegion: 7}}',
    '{"*": {vpcsPerRegion: 1}, "222222222222": {vpcsPerRegion: 7}, "111111111111": {vpcsPerRegion: 1}}',
  ])("pass with %s", (quotas) => {
    expect(problemsIn(withService(consumers(7), declaring(quotas)))).toEqual([]);
  });

  test("fail beyond what is declared, be it less than AWS's default", () => {
    const quotas = '{"222222222222": {vpcsPerRegion: 2}}';
    expect(problemsIn(withService(consumers(3), declaring(quotas)))).toEqual([
      problem(
        "dev/consumers/web-002.yaml:2:1 vpc",
        'at most 2 VPCs in account 222222222222 and us-east-1 (quota "VPCs per Region")',
        "3 in all; from here on there are too many",
        fix("222222222222", "vpcsPerRegion", 3),
      ),
    ]);
  });

  test("are counted though another part of a file is refused", () => {
    const broken = consumers(6, (text, index) => (index === 0 ? text.replace("service: orders", "service: 1") : text));
    expect(problemsIn(withService(broken)).map(({ file, path }) => [file, path])).toEqual([
      ["dev/consumers/web-000.yaml", "connections.orders.service"],
      ["dev/consumers/web-005.yaml", "vpc"],
    ]);
  });

  test("are not judged while the region or the quotas are not known", () => {
    const six = consumers(6);
    const paths = (text: string) => problemsIn(withService(six, text)).map(({ path }) => path);
    expect(paths(edit(ENVIRONMENT, "region: us-east-1", "region: mars"))).toEqual(["region"]);
    expect(paths(declaring('{"222222222222": {vpcsPerRegion: many}}'))).toEqual(["quotas.222222222222.vpcsPerRegion"]);
  });
});

describe("interface endpoints of a VPC", () => {
  const connections = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => `  orders-${from + index}: {service: orders, minimumZones: 1}\n`).join(
      "",
    );
  const CONNECTION = "  orders:\n    service: orders\n";
  const consumer = (count: number, from = 0) => edit(CONSUMER, CONNECTION, connections(count, from));
  const inClients = (text: string) => `${text}client: false\n`;

  test("fail beyond 50, at the connection", () => {
    expect(problemsIn(withService({ "dev/consumers/web.yaml": inClients(consumer(52)) }))).toEqual([
      problem(
        "dev/consumers/web.yaml:56:3 connections.orders-50",
        'at most 50 interface endpoints in the VPC of dev, web (quota "Interface VPC endpoints per VPC")',
        "52 in all; from here on there are too many",
        fix("222222222222", "interfaceEndpointsPerVpc", 52),
      ),
    ]);
  });

  test("of two consumers in one VPC that exists are counted together", () => {
    const files = {
      "dev/consumers/a.yaml": inClients(existing(consumer(30))),
      "dev/consumers/b.yaml": inClients(existing(consumer(30))),
    };
    expect(problemsIn(withService(files))).toMatchObject([
      {
        file: "dev/consumers/b.yaml",
        path: "connections.orders-20",
        expected: 'at most 50 interface endpoints in vpc-01234567 (quota "Interface VPC endpoints per VPC")',
        found: "60 in all; from here on there are too many",
      },
    ]);
  });

  test("of consumers in VPCs of their own are not", () => {
    const other = edit(inClients(consumer(30)), "10.20.0.0/20", "10.30.0.0/20");
    const files = { "dev/consumers/a.yaml": inClients(consumer(30)), "dev/consumers/b.yaml": other };
    expect(problemsIn(withService(files))).toEqual([]);
  });
});

describe("inbound rules of an endpoint's security group", () => {
  const sources = (count: number) => Array.from({ length: count }, (_, index) => `10.20.0.${index}/32`).join(", ");
  const consumer = (ports: string, count: number, client: boolean) =>
    `${edit(CONSUMER, "service: orders", `service: orders\n    ${ports}allowFrom: [${sources(count)}]`)}${client ? "" : "client: false\n"}`;
  const two = edit(ENVIRONMENT, "    listeners:\n", "    listeners:\n      dns: {port: 53, protocol: TCP_UDP}\n");

  test("fail beyond 60: a rule for each port and source, and those of the client", () => {
    expect(problemsIn(withService({ "dev/consumers/web.yaml": consumer("", 60, true) }))).toEqual([
      problem(
        "dev/consumers/web.yaml:6:3 connections.orders",
        'at most 60 inbound rules in endpoint orders of dev, web (quota "Inbound or outbound rules per security group")',
        "61 in all; from here on there are too many",
        fix("222222222222", "rulesPerSecurityGroup", 61),
      ),
    ]);
    expect(problemsIn(withService({ "dev/consumers/web.yaml": consumer("", 60, false) }))).toEqual([]);
  });

  test.each([
    ["", 20, 0],
    ["", 21, 1],
    ["ports: [80, 53/udp]\n    ", 30, 0],
    ["ports: [80, 53/udp]\n    ", 31, 1],
  ])("with %j of three ports, and %d sources, have %d problems", (ports, count, expected) => {
    expect(problemsIn(withService({ "dev/consumers/web.yaml": consumer(ports, count, false) }, two))).toHaveLength(
      expected,
    );
  });
});

describe("what load balancers have", () => {
  const instances = (count: number) =>
    Array.from({ length: count }, (_, index) => `i-${(index + 1).toString(16).padStart(17, "0")}`).join(", ");
  const TARGETS = "    targets:\n      type: sample\n";
  const service = (targets: string, more = "") =>
    edit(edit(ENVIRONMENT, TARGETS, `    targets: ${targets}\n${more}`), "10.10.0.0/20", "10.0.0.0/16");
  const ports = (count: number) =>
    Array.from({ length: count }, (_, index) => `      port-${index}: {port: ${1000 + index}}\n`).join("");

  test("fails on more than 500 targets, all of which are in every zone with cross-zone load balancing", () => {
    expect(environmentProblems(service(`{type: instance, ids: [${instances(501)}]}`))).toEqual([
      problem(
        "dev/environment.yaml:14:7 services.orders.listeners.http",
        'at most 500 targets in the load balancer of dev, orders (quota "Targets per Availability Zone per Network Load Balancer")',
        "501 in all; from here on there are too many",
        fix("111111111111", "targetsPerZone", 501),
      ),
    ]);
    expect(environmentProblems(service(`{type: instance, ids: [${instances(500)}]}`))).toEqual([]);
  });

  test("counts a target once for each listener", () => {
    const text = edit(
      service(`{type: instance, ids: [${instances(251)}]}`),
      "    listeners:\n",
      `    listeners:\n${ports(1)}`,
    );
    expect(environmentProblems(text)).toMatchObject([
      { path: "services.orders.listeners.port-0", found: "502 in all; from here on there are too many" },
    ]);
  });

  test("fails on more than 3000 targets without cross-zone load balancing", () => {
    const text = service(`{type: instance, ids: [${instances(1001)}]}`, "    loadBalancer: {crossZone: false}\n");
    expect(environmentProblems(edit(text, "    listeners:\n", `    listeners:\n${ports(2)}`))).toMatchObject([
      {
        path: "services.orders.listeners.port-1",
        expected:
          'at most 3000 targets in the load balancer of dev, orders (quota "Targets per Network Load Balancer")',
        found: "3003 in all; from here on there are too many",
      },
    ]);
  });

  test("fails on more than 500 addresses in one zone, without cross-zone load balancing", () => {
    const addresses = (third: number, count: number) =>
      Array.from({ length: count }, (_, index) => `10.0.${third + Math.floor(index / 250)}.${index % 250}`);
    const list = [...addresses(0, 400), ...addresses(16, 501)].join(", ");
    const text = service(`{type: ip, addresses: [${list}]}`, "    loadBalancer: {crossZone: false}\n");
    expect(environmentProblems(text)).toMatchObject([
      {
        path: "services.orders.listeners.http",
        expected:
          'at most 500 targets in zone use1-az2 of the load balancer of dev, orders (quota "Targets per Availability Zone per Network Load Balancer")',
        found: "501 in all; from here on there are too many",
      },
    ]);
  });

  const ALB = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/web/0123456789abcdef";
  /** Listeners that each lead to an Application Load Balancer, as the keys of others. */
  const albs = (count: number, crossZone = "") =>
    Array.from(
      { length: count },
      (_, index) => `      alb-${index}: {port: ${2000 + index}, ${crossZone}targets: {type: alb, arn: ${ALB}}}\n`,
    ).join("");
  const withAlbs = (count: number, more: string, ids: number) =>
    edit(
      service(`{type: instance, ids: [${instances(ids)}]}`, more),
      "    listeners:\n",
      `    listeners:\n${albs(count)}`,
    );

  test.each([
    ["100 targets with cross-zone load balancing", "", 4, 100, "the load balancer of dev, orders"],
    [
      "50 targets in each zone without",
      "    loadBalancer: {crossZone: false}\n",
      10,
      0,
      "zone use1-az1 of the load balancer of dev, orders",
    ],
  ])("counts an Application Load Balancer as %s", (_, more, count, ids, within) => {
    const listeners = (albCount: number, idCount: number) =>
      environmentProblems(idCount === 0 ? withAlbs(albCount, more, 1) : withAlbs(albCount, more, idCount));
    expect(listeners(count, ids)).toEqual([]);
    const [first] = ids === 0 ? listeners(count + 1, 0) : listeners(count, ids + 1);
    expect(first?.expected).toBe(
      `at most 500 targets in ${within} (quota "Targets per Availability Zone per Network Load Balancer")`,
    );
  });

  test("counts neither a target group that exists nor targets that something else registers", () => {
    const arn = "arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/web/0123456789abcdef";
    const quotas = 'quotas: {"*": {targetGroupsPerRegion: 1}}\n';
    const made = (targets: string) =>
      environmentProblems(
        edit(ENVIRONMENT, "    listeners:\n", `    listeners:\n      other: {port: 81, targets: ${targets}}\n`) +
          quotas,
      ).map(({ path }) => path);
    expect(made(`{type: targetGroup, arn: "${arn}"}`)).toEqual([]);
    expect(made("{type: ecs}")).toEqual(["services.orders.listeners.other"]);
  });

  test("counts each of several target groups, and the targets of all", () => {
    const group = "{weight: 1, targets: {type: ip, addresses: [10.10.0.9, 10.10.0.10]}}";
    const counted = (quotas: string) =>
      environmentProblems(
        `${edit(
          ENVIRONMENT,
          "    listeners:\n",
          `    listeners:\n      other: {port: 81, targetGroups: {blue: ${group}, green: ${group}}}\n`,
        )}quotas: {"*": {${quotas}}}\n`,
      ).map(({ found }) => found);
    expect(counted("targetGroupsPerRegion: 3")).toEqual([]);
    expect(counted("targetGroupsPerRegion: 2")).toEqual([expect.stringContaining("3 in all")]);
    expect(counted("targetsPerLoadBalancer: 4, targetsPerZone: 4")).toEqual([]);
    expect(counted("targetsPerLoadBalancer: 3")).toEqual([expect.stringContaining("4")]);
  });

  test("counts targets of a listener that is apart from the load balancer in the zones that they are in", () => {
    const addresses = Array.from({ length: 501 }, (_, index) => `10.0.${Math.floor(index / 250)}.${index % 250}`);
    const apart = (crossZone: boolean) =>
      environmentProblems(
        edit(
          service(`{type: ip, addresses: [${addresses.join(", ")}]}`, `    loadBalancer: {crossZone: ${!crossZone}}\n`),
          "        port: 80\n",
          `        port: 80\n        crossZone: ${crossZone}\n`,
        ),
      ).map(({ expected }) => expected.replace(/ \(.*/, ""));
    expect(apart(false)).toEqual(["at most 500 targets in the load balancer of dev, orders"]);
    expect(apart(true)).toEqual([
      "at most 500 targets in zone use1-az1 of the load balancer of dev, orders",
      "at most 500 targets in zone use1-az2 of the load balancer of dev, orders",
    ]);
  });

  test("counts addresses outside the VPC in every zone", () => {
    const addresses = Array.from({ length: 501 }, (_, index) => `192.168.${Math.floor(index / 250)}.${index % 250}`);
    const text = service(
      `{type: ip, outsideAddresses: [${addresses.join(", ")}]}`,
      "    loadBalancer: {crossZone: false}\n",
    );
    const there = edit(text, "cidr: 10.0.0.0/16\n      zones: [use1-az1, use1-az2]", EXISTING.replace("\n", "\n    "));
    const noRules = `${there}quotas: {"*": {rulesPerSecurityGroup: 600}}\n`;
    expect(environmentProblems(noRules).map(({ expected }) => expected.replace(/ \(.*/, ""))).toEqual([
      "at most 500 targets in zone use1-az1 of the load balancer of dev, orders",
      "at most 500 targets in zone use1-az2 of the load balancer of dev, orders",
    ]);
  });

  test("fails on ports of targets beyond the outbound rules of the security group, health checks' among them", () => {
    const checked = Array.from(
      { length: 31 },
      (_, index) => `      port-${index}: {port: ${1000 + index}, healthCheck: {port: ${2000 + index}}}\n`,
    ).join("");
    const many = (text: string, count: number) =>
      edit(text, "    listeners:\n", `    listeners:\n${checked.split("\n").slice(0, count).join("\n")}\n`);
    expect(environmentProblems(many(ENVIRONMENT, 29))).toEqual([]);
    expect(environmentProblems(many(ENVIRONMENT, 30))).toEqual([
      problem(
        "dev/environment.yaml:13:5 services.orders.listeners",
        'at most 60 outbound rules in the security group of the load balancer of dev, orders (quota "Inbound or outbound rules per security group")',
        "61 in all; from here on there are too many",
        fix("111111111111", "rulesPerSecurityGroup", 61),
      ),
    ]);
    const own = edit(
      ENVIRONMENT,
      "role: deploy\n",
      "role: deploy\n    loadBalancer: {securityGroupIds: [sg-01234567]}\n",
    );
    expect(environmentProblems(many(own, 31))).toEqual([]);
  });

  test("fails on addresses outside the VPC beyond them: each has a rule of its own for each port", () => {
    const addresses = (count: number) => Array.from({ length: count }, (_, index) => `192.168.0.${index}`).join(", ");
    const outside = (count: number) =>
      environmentProblems(
        edit(
          service(`{type: ip, outsideAddresses: [${addresses(count)}]}`),
          "cidr: 10.0.0.0/16\n      zones: [use1-az1, use1-az2]",
          EXISTING.replace("\n", "\n    "),
        ),
      ).map(({ found }) => found);
    expect(outside(59)).toEqual([]);
    expect(outside(60)).toEqual(["61 in all; from here on there are too many"]);
  });

  test("fails on the 51st load balancer, and the 3001st target group, of an account", () => {
    const many = Array.from({ length: 61 }, (_, index) => {
      const vpc = `{id: vpc-01234567, subnets: {use1-az1: subnet-01234567}}`;
      return `  s${String(index).padStart(2, "0")}:\n    account: "111111111111"\n    vpc: ${vpc}\n    listeners:\n${ports(50)}`;
    });
    const text = `backend: {type: local}\nregion: us-east-1\nservices:\n${many.join("")}`;
    expect(environmentProblems(text).map(({ path, expected, found }) => [path, expected, found])).toEqual([
      [
        "services.s50",
        'at most 50 Network Load Balancers in account 111111111111 and us-east-1 (quota "Network Load Balancers per Region")',
        "61 in all; from here on there are too many",
      ],
      [
        "services.s60.listeners.port-0",
        'at most 3000 target groups in account 111111111111 and us-east-1 (quota "Target Groups per Region")',
        "3050 in all; from here on there are too many",
      ],
    ]);
  });
});

test("fails on the schedule of one client application too many", () => {
  const quotas = declaring('{"222222222222": {vpcsPerRegion: 10, scheduleRulesPerRegion: 2}}');
  const files = consumers(4, (text, index) => (index === 0 ? `${text}client: false\n` : text));
  expect(problemsIn(withService(files, quotas))).toEqual([
    problem(
      "dev/consumers/web-003.yaml:1:1 client",
      'at most 2 EventBridge rules in account 222222222222 and us-east-1 (quota "Number of rules")',
      "3 in all; from here on there are too many",
      fix("222222222222", "scheduleRulesPerRegion", 3),
    ),
  ]);
});

test("the schedule of an acceptor counts beside that of a client application", () => {
  const quotas = declaring('{"111111111111": {scheduleRulesPerRegion: 1}}');
  const own = consumers(1, (text) => edit(text, "222222222222", "111111111111"));
  const found = (text: string) => problemsIn(withService(own, text)).map(({ path, found }) => [path, found]);
  expect(found(quotas)).toEqual([]);
  expect(found(edit(quotas, "    targets:\n", "    acceptor: {}\n    targets:\n"))).toEqual([
    ["client", "2 in all; from here on there are too many"],
  ]);
});

describe("load balancers that exist", () => {
  const arn = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/legacy/0123456789abcdef";
  const adopting = (existing: string) =>
    edit(
      edit(ENVIRONMENT, "    targets:\n      type: sample\n", `    loadBalancer: { existing: { ${existing} } }\n`),
      "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]",
      "id: vpc-01234567\n      subnets: {use1-az1: subnet-00000001, use1-az2: subnet-00000002}",
    );
  const listener =
    "port: 80\n        targetPort: 8080\n        healthCheck:\n          protocol: HTTP\n          path: /health\n";

  test("are counted already", () => {
    const text = edit(adopting(`main: { arn: ${arn} }`), listener, "port: 80\n");
    const quotas = 'quotas: {"*": {networkLoadBalancersPerRegion: 1, targetGroupsPerRegion: 1}}\n';
    const other =
      '  other:\n    account: "111111111111"\n    vpc: { cidr: 10.11.0.0/20, zones: [use1-az1] }\n    listeners: { http: { port: 80 } }\n';
    expect(environmentProblems(`${text}${other}${quotas}`)).toEqual([]);
    const beside = edit(text, "main:", "legacy:");
    expect(environmentProblems(`${beside}${other}${quotas}`).map(({ expected }) => expected)).toEqual([
      'at most 1 Network Load Balancers in account 111111111111 and us-east-1 (quota "Network Load Balancers per Region")',
      'at most 1 target groups in account 111111111111 and us-east-1 (quota "Target Groups per Region")',
    ]);
  });

  test("have target groups and targets that are made on them counted", () => {
    const text = edit(
      adopting(`main: { arn: ${arn}, makeListeners: true }`),
      "    loadBalancer:",
      "    targets: { type: ip, addresses: [10.0.0.4, 10.0.0.5] }\n    loadBalancer:",
    );
    const counted = (quotas: string) =>
      environmentProblems(`${text}quotas: {"*": {${quotas}}}\n`).map(({ path, found }) => [path, found]);
    expect(counted("targetGroupsPerRegion: 1")).toEqual([]);
    expect(counted("targetsPerLoadBalancer: 1")).toEqual([
      ["services.orders.listeners.http", "2 in all; from here on there are too many"],
    ]);
  });
});

describe("reserved capacity", () => {
  const reserving = (quotas: string) =>
    `${edit(ENVIRONMENT, "    targets:\n", "    loadBalancer: { capacityUnits: 5500, additional: [b] }\n    targets:\n")}${quotas}`;

  test("fails before AWS has granted some, with the way to it", () => {
    expect(environmentProblems(reserving(""))).toMatchObject([
      {
        path: "services.orders.loadBalancer.capacityUnits",
        expected:
          'at most 0 reserved capacity units in account 111111111111 and us-east-1 (quota "Reserved Network Load Balancer Capacity Units (LCU) per Region")',
        found: "11000 in all; from here on there are too many",
        fix: fix("111111111111", "reservedCapacityUnitsPerRegion", 11000),
      },
    ]);
  });

  test("is counted for each load balancer that is made", () => {
    const granted = (amount: number) => reserving(`quotas: { "*": { reservedCapacityUnitsPerRegion: ${amount} } }\n`);
    expect(environmentProblems(granted(11000))).toEqual([]);
    expect(environmentProblems(granted(5500)).map(({ path }) => path)).toEqual([
      "services.orders.loadBalancer.additional[0]",
    ]);
  });
});

describe("certificates of a load balancer", () => {
  const certificate = (id: number) => `arn:aws:acm:us-east-1:111111111111:certificate/${id}`;
  const listener = (name: string, port: number, ids: readonly number[]) => {
    const [first, ...others] = ids.map(certificate);
    return `      ${name}: { port: ${port}, protocol: TLS, certificateArn: "${first}", additionalCertificateArns: ${JSON.stringify(others)} }\n`;
  };
  const range = (count: number) => Array.from({ length: count }, (_, index) => index);
  const withTls = (...counts: readonly number[]) =>
    edit(
      ENVIRONMENT,
      "    listeners:\n",
      `    listeners:\n${counts.map((count, index) => listener(`tls-${index}`, 443 + index, range(count))).join("")}`,
    );

  test("pass where there are as many as may be", () => {
    expect(environmentProblems(withTls(25))).toEqual([]);
  });

  test("fail where there are more, with the way to more", () => {
    expect(environmentProblems(withTls(20, 6))).toMatchObject([
      {
        path: "services.orders.listeners.tls-1",
        expected:
          'at most 25 certificates in the load balancer of dev, orders (quota "Certificates per Network Load Balancer")',
        found: "26 in all; from here on there are too many",
        fix: fix("111111111111", "certificatesPerLoadBalancer", 26),
      },
    ]);
  });
});

describe("environments that share an account", () => {
  const other = (region: string, name = "qa") => {
    const text = ENVIRONMENT.replace("region: us-east-1", `region: ${region}`).replaceAll(
      "use1-",
      region === "us-east-1" ? "use1-" : "euw1-",
    );
    return { [`${name}/environment.yaml`]: text };
  };
  const inOther = (files: Files, zones = "use1-") =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path.replace("dev/", "qa/"), text.replaceAll("use1-", zones)]),
    );

  test("fail where they are beyond its quota together", () => {
    const files = { ...withService(consumers(3)), ...other("us-east-1"), ...inOther(consumers(4)) };
    expect(problemsIn(files)).toEqual([
      problem(
        "qa/consumers/web-002.yaml:2:1 vpc",
        'at most 5 VPCs in account 222222222222 and us-east-1 (quota "VPCs per Region")',
        "7 in all, of dev, qa; from here on there are too many",
        fix("222222222222", "vpcsPerRegion", 7, "qa/environment.yaml"),
      ),
    ]);
  });

  test("pass where one of them declares enough", () => {
    const declared = declaring('{"222222222222": {vpcsPerRegion: 7}}');
    const files = { ...withService(consumers(3), declared), ...other("us-east-1"), ...inOther(consumers(4)) };
    expect(problemsIn(files)).toEqual([]);
  });

  test("have quotas of their own in other regions", () => {
    const files = { ...withService(consumers(5)), ...other("eu-west-1"), ...inOther(consumers(5), "euw1-") };
    expect(problemsIn(files)).toEqual([]);
  });

  test("fail once where one is beyond it by itself", () => {
    const files = { ...withService(consumers(6)), ...other("us-east-1"), ...inOther(consumers(4)) };
    expect(problemsIn(files).map(({ file }) => file)).toEqual(["dev/consumers/web-005.yaml"]);
  });
});

describe("quotas that are declared", () => {
  const known = Object.keys(QUOTAS).sort().join(", ");

  test.each<[string, string, string, string, string, string?]>([
    [
      "an account that is none of the environment's",
      '{"111111111112": {vpcsPerRegion: 7}}',
      "22:10 quotas.111111111112",
      "an account that this environment deploys into, or `*` for all",
      'the key "111111111112"',
      "take it out",
    ],
    [
      "an account like no other",
      '{"987654321098": {}}',
      "22:10 quotas.987654321098",
      "an account that this environment deploys into, or `*` for all",
      'the key "987654321098"',
      "take it out",
    ],
    [
      "no account",
      "{all: {}}",
      "22:10 quotas.all",
      "an account id, 12 digits in quotes, or `*` for all",
      'the key "all"',
    ],
    [
      "an unknown quota",
      '{"*": {vpcPerRegion: 7}}',
      "22:16 quotas.*.vpcPerRegion",
      `one of the keys ${known}`,
      'the key "vpcPerRegion"',
      "write `vpcsPerRegion`",
    ],
    [
      "a quota of nothing",
      '{"*": {vpcsPerRegion: 0}}',
      "22:31 quotas.*.vpcsPerRegion",
      "a number of 1 or more",
      "0 (number)",
    ],
    [
      "a quota without an account",
      "{vpcsPerRegion: 7}",
      "22:10 quotas.vpcsPerRegion",
      "an account id, 12 digits in quotes, or `*` for all",
      'the key "vpcsPerRegion"',
    ],
  ])("fail with %s", (_, quotas, place, expected, found, ...advice) => {
    const [first] = environmentProblems(declaring(quotas));
    expect(first).toEqual(problem(`dev/environment.yaml:${place}`, expected, found, advice.filter(isText)[0]));
  });

  test("are not judged by accounts where one could not be read", () => {
    const text = declaring('{"222222222222": {vpcsPerRegion: 7}}').replace('"111111111111"', '"1"');
    expect(environmentProblems(text).map(({ path }) => path)).toEqual(["services.orders.account"]);
  });
});

test("the key is known", () => {
  expect(keysOf(environmentSchema)).toContain("quotas");
});

test("load balancers beside the main one count as it does, their security group once", () => {
  const options =
    "additional: [b, c], privateLinkRules: { enforce: true, from: { web: 10.20.0.0/20, a: 10.21.0.0/16 } }";
  const text = edit(ENVIRONMENT, "role: deploy\n", `role: deploy\n    loadBalancer: { ${options} }\n`);
  const quotas =
    'quotas: {"*": { networkLoadBalancersPerRegion: 1, targetGroupsPerRegion: 2, rulesPerSecurityGroup: 1 }}\n';
  expect(environmentProblems(`${text}${quotas}`).map(({ path, found }) => [path, found])).toEqual([
    ["services.orders.loadBalancer.additional[0]", "3 in all; from here on there are too many"],
    ["services.orders.loadBalancer.privateLinkRules.from", "2 in all; from here on there are too many"],
    ["services.orders.listeners.http", "3 in all; from here on there are too many"],
  ]);
});

test("fails on a prefix list that may have more entries than a security group takes rules", () => {
  const options =
    "privateLinkRules: { enforce: true, from: { a: 10.20.0.0/20, list: pl-01234567 }, prefixLists: { list: { maxEntries: 60 } } }";
  const text = edit(ENVIRONMENT, "role: deploy\n", `role: deploy\n    loadBalancer: { ${options} }\n`);
  expect(environmentProblems(text).map(({ path, found }) => [path, found])).toEqual([
    ["services.orders.loadBalancer.privateLinkRules.from", "61 in all; from here on there are too many"],
  ]);
});
