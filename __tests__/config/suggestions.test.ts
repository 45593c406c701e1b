import { stringify } from "yaml";
import type { Problem } from "../../config/problem";
import { pathText } from "../../config/yaml-file";
import { expectNone, sampleOf } from "../support/corpus";
import { problemsIn } from "../support/environments";
import { advised, pathsIn, renamed, type Tree, valueAt, without, withValue } from "../support/suggestions";

const ENVIRONMENT: Tree = {
  backend: { type: "s3", bucket: "states", region: "us-east-1", prefix: "privatelink" },
  region: "us-east-1",
  tags: { Owner: "platform" },
  cidrOverlap: "deny",
  protect: false,
  quotas: { "111111111111": { interfaceEndpointsPerVpc: 60 } },
  services: {
    orders: {
      account: "111111111111",
      role: "deploy",
      vpc: {
        cidr: "10.10.0.0/20",
        zones: ["use1-az1", "use1-az2"],
        flowLogs: { trafficType: "REJECT", retentionDays: 30 },
      },
      listeners: {
        http: {
          port: 80,
          targetPort: 8080,
          protocol: "TCP",
          healthCheck: { protocol: "HTTP", path: "/health", intervalSeconds: 10 },
        },
        more: { port: 81, crossZone: true, stickiness: false },
      },
      targets: { type: "ip", addresses: ["10.10.0.40", "10.10.1.40"] },
      acceptance: "registered",
      allowedPrincipals: ["arn:aws:iam::333333333333:root"],
      loadBalancer: { crossZone: true, additional: ["b", "c"], deletionProtection: false },
      addressTypes: ["ipv4"],
      supportedRegions: ["us-west-2", "eu-west-1"],
      notifications: { events: ["Connect", "Accept"], emails: ["a@example.com"] },
      card: { parameter: { shareWith: ["333333333333"] } },
      tags: { Team: "orders" },
    },
  },
  resources: {
    db: {
      account: "111111111111",
      vpc: { cidr: "10.11.0.0/20", subnets: { "use1-az1": "10.11.0.0/24", "use1-az2": "10.11.1.0/24" } },
      resource: { dnsName: "db.example.internal", dnsAddressType: "ipv4" },
      ports: [5432],
      gateway: { addressType: "ipv4", allowTo: ["10.11.0.0/20"] },
    },
  },
  hubs: {
    central: {
      account: "333333333333",
      clientRanges: ["10.0.0.0/8"],
      vpcs: {
        a: {
          id: "vpc-0123456789abcdef0",
          isolation: "reported",
          subnets: { "use1-az1": "subnet-0123456789abcdef0", "use1-az2": "subnet-0123456789abcdef1" },
        },
      },
      profile: { associate: true },
    },
  },
  sharedConnections: {
    central: { mode: "hub", hub: "central", hubVpc: "a", service: "orders", hostedZone: { name: "orders.internal" } },
    each: { mode: "perVpc", service: "orders", minimumZones: 2 },
  },
};

const CONSUMER: Tree = {
  account: "222222222222",
  role: "deploy",
  region: "us-east-1",
  vpc: {
    cidr: "10.20.0.0/20",
    zones: ["use1-az1", "use1-az2"],
    networkAcl: "vpc",
    awsEndpoints: ["session-manager", "logs"],
  },
  connections: {
    orders: {
      service: "orders",
      ports: [80, 81],
      allowFrom: ["10.20.0.0/24"],
      inZones: ["use1-az1", "use1-az2"],
      minimumZones: 2,
      httpPaths: { "80": "/" },
    },
    db: { resource: "db", ports: [5432], privateDns: false },
    s3: { awsService: "secretsmanager", ipAddressType: "ipv4", dnsRecordIpType: "ipv4", privateDns: true },
    each: { shared: "each" },
  },
  client: {
    schedule: "rate(5 minutes)",
    logRetentionDays: 30,
    instance: { instanceType: "t4g.nano", zone: "use1-az1", reachability: "paths" },
  },
};

const FILES = { "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": CONSUMER };
type Files = Record<keyof typeof FILES, Tree>;
const NAMES = Object.keys(FILES) as (keyof typeof FILES)[];

const problemsOf = (files: Files): readonly Problem[] =>
  problemsIn(Object.fromEntries(Object.entries(files).map(([name, document]) => [name, stringify(document)])));

/** Mistakes that people make at a place of a document. */
function mistakesAt(document: Tree, path: readonly (string | number)[]): Tree[] {
  const value = valueAt(document, path);
  const key = path.at(-1) as string | number;
  const put = (instead: unknown) => withValue(document, path, instead);
  const ofKey =
    typeof key === "number"
      ? []
      : [renamed(document, path, key.slice(0, -1) || "x"), renamed(document, path, key.toUpperCase())];
  const outwards =
    path.length < 4 || typeof path.at(-2) === "number"
      ? []
      : [withValue(without(document, path), [...path.slice(0, -2), key], value)];
  if (Array.isArray(value))
    return [
      ...ofKey,
      ...outwards,
      put(value.join(", ")),
      put([...value, value[0]]),
      put(Object.fromEntries(value.map((each) => [String(each), ""]))),
    ];
  if (typeof value === "object" && value !== null) {
    const siblings = Object.keys(Object(valueAt(document, path.slice(0, -1))));
    const inwards = siblings
      .filter((each) => each !== key && typeof valueAt(document, [...path.slice(0, -1), each]) !== "object")
      .map((each) =>
        withValue(
          without(document, [...path.slice(0, -1), each]),
          [...path, each],
          valueAt(document, [...path.slice(0, -1), each]),
        ),
      );
    return [...ofKey, ...outwards, ...inwards];
  }
  const text = String(value);
  const ofText =
    typeof value !== "string"
      ? []
      : [text.slice(0, -1), text.replace(/(.)(.)$/, "$2$1")].filter((each) => each !== text);
  const ofType =
    typeof value === "boolean"
      ? [value ? "yes" : "no", String(value), 1]
      : typeof value === "number"
        ? [text, -value]
        : [[text], Number(text) || 7];
  return [...ofKey, ...outwards, ...[...ofText, ...ofType].map(put)];
}

test("what is sound has no problem", () => {
  expect(problemsOf(FILES)).toEqual([]);
});

/** What is not as advised after the advice was taken. */
function broken(files: Files): string[] {
  const before = problemsOf(files);
  return before.flatMap((problem) => {
    const name = NAMES.find((each) => each === problem.file);
    const advice = name && advised(files[name], problem);
    if (name === undefined || !advice) return [];
    const known = new Set(before.map(({ file, expected }) => `${file} ${expected}`));
    const after = problemsOf({ ...files, [name]: advice.document });
    const place = pathText(advice.at);
    const told = ({ file, path, expected, found, fix }: Problem) =>
      `${file} ${path}: expected ${expected}; found ${found}; fix ${fix}`;
    const again = after.filter(
      ({ file, path, expected }) => file === problem.file && path === problem.path && expected === problem.expected,
    );
    const others = after.filter(
      ({ file, path, expected }) => file === name && path.startsWith(place) && !known.has(`${file} ${expected}`),
    );
    return [...again, ...others].map((other) => `${told(problem)}\n      leads to ${told(other)}`);
  });
}

/** Every mistake at every place, by file and first key; a sample has some of each place. */
const MISTAKES = sampleOf(
  "mistakes in files of environments",
  NAMES.flatMap((name) =>
    pathsIn(FILES[name]).flatMap((path) => mistakesAt(FILES[name], path).map((document) => ({ name, path, document }))),
  ),
  30,
  ({ name, path }) => `${name} ${path[0]}`,
);

describe.each(NAMES)("a suggestion for %s is taken without a new problem:", (name) => {
  test.each(Object.keys(Object(FILES[name])))("%s", (key) => {
    const mistakes = MISTAKES.filter(({ name: file, path }) => file === name && path[0] === key);
    expectNone([...new Set(mistakes.flatMap(({ document }) => broken({ ...FILES, [name]: document })))]);
  });
});
