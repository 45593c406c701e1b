import { loadEnvironments } from "../../config/load";
import {
  CONSUMER,
  consumerProblems,
  ENVIRONMENT,
  EXTERNAL,
  edit,
  environmentProblems,
  folderOf,
  problemsIn,
} from "../support/environments";

/** Names that JavaScript's own objects have. */
const HOSTILE = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype"];

const SERVICE = `account: "111111111111"
    vpc: {cidr: 10.30.0.0/20, zones: [use1-az1, use1-az2]}
    listeners: {http: {port: 80}}
`;

afterEach(() => {
  expect(({} as Record<string, unknown>).account).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test.each(HOSTILE)("fails on the unknown key %s of every mapping", (key) => {
  expect(environmentProblems(`${ENVIRONMENT}${key}: {account: x}\n`)).toMatchObject([{ path: key, line: 22 }]);
  expect(environmentProblems(edit(ENVIRONMENT, "role: deploy", `${key}: {account: x}`))).toMatchObject([
    { path: `services.orders.${key}`, line: 9 },
  ]);
  expect(environmentProblems(edit(ENVIRONMENT, "port: 80\n", `port: 80\n        ${key}: 1\n`))).toMatchObject([
    { path: `services.orders.listeners.http.${key}` },
  ]);
  expect(consumerProblems(`${CONSUMER}${key}: {account: x}\n`)).toMatchObject([{ path: key }]);
  expect(consumerProblems(edit(EXTERNAL, "external: true", `external: true\n${key}: 1`))).toMatchObject([
    { path: key },
  ]);
});

test.each(HOSTILE.filter((key) => !["constructor", "prototype"].includes(key)))(
  "fails on %s as the key of a service, a listener, a connection and a subnet",
  (key) => {
    expect(environmentProblems(`${ENVIRONMENT}  ${key}:\n    ${SERVICE}`)).toMatchObject([{ path: `services.${key}` }]);
    expect(
      environmentProblems(edit(ENVIRONMENT, "      http:", `      ${key}: {port: 81}\n      http:`)),
    ).toMatchObject([{ path: `services.orders.listeners.${key}` }]);
    expect(consumerProblems(`${CONSUMER}  ${key}: {service: orders}\n`)).toMatchObject([
      { path: `connections.${key}` },
    ]);
    expect(
      environmentProblems(
        edit(ENVIRONMENT, "zones: [use1-az1, use1-az2]", `subnets: {use1-az1: 10.10.0.0/24, ${key}: 10.10.1.0/24}`),
      ),
    ).toMatchObject([{ path: `services.orders.vpc.subnets.${key}` }]);
  },
);

test("fails on a tag whose name would be lost", () => {
  expect(environmentProblems(edit(ENVIRONMENT, "Owner: platform", "__proto__: platform"))).toMatchObject([
    { path: "tags.__proto__" },
  ]);
});

test.each(HOSTILE)("fails on a connection to a service named %s, which there is not", (key) => {
  expect(consumerProblems(edit(CONSUMER, "service: orders", `service: ${key}`))).toMatchObject([
    { path: "connections.orders.service", line: 7 },
  ]);
  expect(consumerProblems(edit(EXTERNAL, "service: orders", `service: ${key}`))).toMatchObject([
    { path: "connections.orders.service" },
  ]);
});

test.each(HOSTILE)("fails on %s where one of a few words belongs", (word) => {
  for (const [part, by] of [
    ["type: local", `type: ${word}`],
    ["type: sample", `type: ${word}`],
    ["role: deploy", `acceptance: ${word}`],
    ["region: us-east-1", `region: ${word}`],
    ["protocol: HTTP", `protocol: ${word}`],
  ] as const)
    expect(environmentProblems(edit(ENVIRONMENT, part, by)).length).toBeGreaterThan(0);
});

test("constructor is a key like any other where keys are free", () => {
  const environment = ENVIRONMENT.replace("  orders:", "  constructor:").replace("      http:", "      constructor:");
  const consumer = CONSUMER.replace("  orders:", "  constructor:").replace("service: orders", "service: constructor");
  const folder = folderOf({
    "constructor/environment.yaml": environment,
    "constructor/consumers/constructor.yaml": consumer,
  });
  const [loaded] = loadEnvironments(folder);
  expect(loaded?.name).toBe("constructor");
  expect(Object.keys(loaded?.services ?? {})).toEqual(["constructor"]);
  expect(loaded?.consumers.constructor).toMatchObject({ connections: { constructor: { service: "constructor" } } });
});

test.each(["__proto__", "toString"])("fails on a consumer's file and an environment's folder named %s", (name) => {
  expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT, [`dev/consumers/${name}.yaml`]: CONSUMER })).toMatchObject([
    { file: `dev/consumers/${name}.yaml`, path: "", found: name },
  ]);
  expect(problemsIn({ [`${name}/environment.yaml`]: ENVIRONMENT })).toMatchObject([{ found: name }]);
});
