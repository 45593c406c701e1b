import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { loadEnvironments } from "../../config/load";
import { EnvironmentError } from "../../config/problem";
import { STACK_ROLES } from "../../modules/aws/marks";
import { UserError } from "../../support/user-error";
import {
  CONSUMER,
  ENVIRONMENT,
  EXTERNAL,
  edit,
  environmentProblems,
  folderOf,
  problem,
  problemsIn,
  temporaryFolder,
} from "../support/environments";
import { thrown } from "../support/synth";

const KEY = "a key of lower-case letters, digits and single hyphens, at most 32, that begins with a letter";

/** Message of the mistake that loading finds, which must be the user's. */
function refusal(folder: string, names?: readonly string[]): string {
  const error = thrown(() => loadEnvironments(folder, names));
  expect(error).toBeInstanceOf(UserError);
  return error.message.replaceAll(folder, "<folder>");
}

describe("the shipped environments", () => {
  const environments = loadEnvironments("environments");

  test("load, in the order of their names, with their consumers", () => {
    expect(environments.map(({ name, consumers }) => [name, Object.keys(consumers)])).toEqual([
      ["dev", ["web"]],
      ["prod", ["audit", "billing", "globex", "web"]],
      ["staging", ["reports", "web"]],
    ]);
  });

  test("have their defaults filled in", () => {
    expect(environments[0]?.protect).toBe(false);
    expect(environments[0]?.services.orders).toMatchObject({
      targets: { type: "sample", instanceType: "t4g.nano" },
      acceptance: "registered",
      allowedPrincipals: [],
      loadBalancer: { crossZone: true },
      listeners: { http: { protocol: "TCP", healthCheck: { protocol: "HTTP", intervalSeconds: 10 } } },
    });
    expect(environments[0]?.consumers.web).toMatchObject({
      client: { schedule: "rate(5 minutes)" },
      tags: {},
      connections: { orders: { minimumZones: 2 } },
    });
  });

  test("can be chosen by name, in any order and more than once", () => {
    const chosen = loadEnvironments("environments", ["staging", "dev", "dev"]);
    expect(chosen).toEqual(environments.filter(({ name }) => name !== "prod"));
  });
});

test("the order of keys and of files makes no difference", () => {
  const environment = `services:
  zeta: {account: "111111111111", vpc: {zones: [use1-az2, use1-az1], cidr: 10.11.0.0/20}, listeners: {b: {port: 2}, a: {port: 1}}}
  alpha: {listeners: {b: {port: 2}, a: {port: 1}}, vpc: {cidr: 10.12.0.0/20, zones: [use1-az2, use1-az1]}, account: "111111111111"}
region: us-east-1
backend: {type: local}
`;
  const reordered = `backend: {type: local}
region: us-east-1
services:
  alpha: {account: "111111111111", vpc: {cidr: 10.12.0.0/20, zones: [use1-az2, use1-az1]}, listeners: {a: {port: 1}, b: {port: 2}}}
  zeta: {account: "111111111111", vpc: {cidr: 10.11.0.0/20, zones: [use1-az2, use1-az1]}, listeners: {a: {port: 1}, b: {port: 2}}}
`;
  const [one] = loadEnvironments(
    folderOf({
      "dev/environment.yaml": environment,
      "dev/consumers/b.yaml": EXTERNAL.replace("orders\n", "zeta\n"),
      "dev/consumers/a.yaml": CONSUMER.replace("service: orders", "service: alpha"),
    }),
  );
  const [other] = loadEnvironments(
    folderOf({
      "dev/consumers/a.yaml": CONSUMER.replace("service: orders", "service: alpha"),
      "dev/consumers/b.yaml": EXTERNAL.replace("orders\n", "zeta\n"),
      "dev/environment.yaml": reordered,
    }),
  );
  expect(one).toEqual(other);
  expect([Object.keys(one?.services ?? {}), Object.keys(one?.consumers ?? {})]).toEqual([
    ["alpha", "zeta"],
    ["a", "b"],
  ]);
});

test("fails once, with everything in every file, in the order of files and lines", () => {
  const folder = folderOf({
    "b/environment.yaml": edit(edit(ENVIRONMENT, "port: 80\n", "port: 0\n"), "region: us-east-1", "region: mars"),
    "b/consumers/web.yaml": edit(CONSUMER, "service: orders", "service: order"),
    "a/environment.yaml": edit(ENVIRONMENT, 'account: "111111111111"', "account: 1"),
    "c/environment.yaml": ENVIRONMENT,
  });
  const error = thrown(() => loadEnvironments(folder)) as EnvironmentError;
  expect(error).toBeInstanceOf(EnvironmentError);
  expect(error.message.split("\n")[0]).toBe("4 problems in 3 files; nothing was written.");
  expect(error.problems.map(({ file, line, path }) => [relative(folder, file), line, path])).toEqual([
    ["a/environment.yaml", 8, "services.orders.account"],
    ["b/consumers/web.yaml", 7, "connections.orders.service"],
    ["b/environment.yaml", 3, "region"],
    ["b/environment.yaml", 15, "services.orders.listeners.http.port"],
  ]);
  expect(error.message).toContain(
    `${folder}/b/environment.yaml:15:15  services.orders.listeners.http.port\n  expected: a number of 1 or more\n  found:    0 (number)`,
  );
  expect(error.message).not.toMatch(/^\s+at /m);
});

test("environments that are not chosen are not looked at", () => {
  const folder = folderOf({ "a/environment.yaml": ENVIRONMENT, "b/environment.yaml": "[" });
  expect(loadEnvironments(folder, ["a"]).map(({ name }) => name)).toEqual(["a"]);
  expect(loadEnvironments(folder, [])).toEqual([]);
});

describe("fails on folders and files that are not as they should be:", () => {
  test("no folder", () => {
    expect(refusal(join(temporaryFolder(), "nowhere"))).toBe(
      "<folder>: expected a folder of environments; found none. Give it with --environments DIR, " +
        "or with the variable PRIVATELINK_ENVIRONMENTS_DIR.",
    );
  });

  test("a file in the folder's place", () => {
    expect(refusal(join(folderOf({ environments: "" }), "environments"))).toContain(
      "expected a folder of environments",
    );
  });

  test("an empty folder", () => {
    expect(refusal(folderOf({ ".git/x": "", "README.md": "" }))).toBe(
      "<folder>: expected a folder for each environment, with environment.yaml in it; found none.",
    );
  });

  test("unknown names of environments, with what was meant and what there is", () => {
    const folder = folderOf({ "prod/environment.yaml": ENVIRONMENT, "staging/environment.yaml": ENVIRONMENT });
    expect(refusal(folder, ["stagin", "nowhere", "../prod", "toString", "prod"])).toBe(
      "No such environment in <folder>:\n  - stagin: did you mean staging?\n  - nowhere\n  - ../prod\n  - toString\nThere are: prod, staging.",
    );
  });

  test("a folder without environment.yaml", () => {
    expect(problemsIn({ "dev/consumers/web.yaml": CONSUMER })).toEqual([
      problem(
        "dev:1:1",
        "environment.yaml in every folder of an environment",
        "consumers",
        "add environment.yaml, or move the folder away",
      ),
    ]);
  });

  test("environment.yml, once, whatever consumers there are", () => {
    expect(problemsIn({ "dev/environment.yml": ENVIRONMENT, "dev/consumers/web.yaml": CONSUMER })).toEqual([
      problem(
        "dev/environment.yml:1:1",
        "environment.yaml and the folders consumers and cards alone",
        "environment.yml",
        "rename it to environment.yaml",
      ),
    ]);
  });

  test.each([
    ["a folder consumer", "consumer", "consumer/web.yaml", "rename it to consumers"],
    ["a folder Consumers", "Consumers", "Consumers/web.yaml", "rename it to consumers"],
    ["a folder like no other", "modules", "modules/web.yaml", "move it away"],
    ["a consumer's file", "web.yaml", "web.yaml", "move it to consumers/web.yaml if it is a consumer, else away"],
    ["a consumer's file", "web.yml", "web.yml", "move it to consumers/web.yaml if it is a consumer, else away"],
    [
      "a copy",
      "environment.yml",
      "environment.yml",
      "move it to consumers/environment.yaml if it is a consumer, else away",
    ],
    [
      "consumers.yaml",
      "consumers.yaml",
      "consumers.yaml",
      "move it to consumers/consumers.yaml if it is a consumer, else away",
    ],
    ["a card", "orders.json", "orders.json", "move it to cards/orders.json if it is a service card, else away"],
    ["a folder card", "card", "card/orders.json", "rename it to cards"],
    ["a file like no other", "notes.txt", "notes.txt", "move it away"],
  ])("%s beside environment.yaml", (_, entry, path, fix) => {
    expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT, [`dev/${path}`]: CONSUMER })).toEqual([
      problem(`dev/${entry}:1:1`, "environment.yaml and the folders consumers and cards alone", entry, fix),
    ]);
  });

  test("an empty folder of an environment", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "dev"));
    expect(refusal(folder)).toContain("found:    an empty folder");
  });

  test.each(["Dev", "a_b", "1a", "a--b", "a-", "x".repeat(33), "my-service", "consumer", "a-acceptance-b"])(
    "an environment named %s",
    (name) => {
      expect(problemsIn({ [`${name}/environment.yaml`]: ENVIRONMENT })).toEqual([
        problem(`${name}:1:1`, `${KEY}, without the words ${STACK_ROLES.join(", ")}`, name, "rename the folder"),
      ]);
    },
  );

  test.each(["internal", "sg"])("an environment named %s: no name in AWS may begin with that and a hyphen", (name) => {
    expect(problemsIn({ [`${name}/environment.yaml`]: ENVIRONMENT })).toMatchObject([{ file: name, found: name }]);
  });

  test.each(["Web", "a_b", "a.b", "1", "-a"])("a consumer named %s", (name) => {
    expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT, [`dev/consumers/${name}.yaml`]: CONSUMER })).toEqual([
      problem(`dev/consumers/${name}.yaml:1:1`, KEY, name, "rename the file"),
    ]);
  });

  test.each([
    ["web.yml", "rename it to web.yaml"],
    ["web.json", "move it away"],
    ["web", "move it away"],
    ["web.yaml.orig", "move it away"],
  ])("a consumer's file named %s", (name, fix) => {
    expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT, [`dev/consumers/${name}`]: CONSUMER })).toEqual([
      problem(
        `dev/consumers/${name}:1:1`,
        "files named <consumer>.yaml, one a consumer; or *.csv and *.jsonl, one a row",
        name,
        fix,
      ),
    ]);
  });

  test("folders and broken links in the places of files", () => {
    const cases: ((folder: string) => void)[] = [
      (folder) => mkdirSync(join(folder, "dev/environment.yaml"), { recursive: true }),
      (folder) => {
        mkdirSync(join(folder, "dev"));
        writeFileSync(join(folder, "dev/environment.yaml"), ENVIRONMENT);
        writeFileSync(join(folder, "dev/consumers"), "");
      },
      (folder) => {
        mkdirSync(join(folder, "dev/consumers/web.yaml"), { recursive: true });
        writeFileSync(join(folder, "dev/environment.yaml"), ENVIRONMENT);
      },
      (folder) => {
        mkdirSync(join(folder, "dev/consumers"), { recursive: true });
        writeFileSync(join(folder, "dev/environment.yaml"), ENVIRONMENT);
        symlinkSync("nowhere", join(folder, "dev/consumers/web.yaml"));
      },
    ];
    const names = cases.map((make) => {
      const folder = temporaryFolder();
      make(folder);
      return thrown(() => loadEnvironments(folder)).name;
    });
    expect(names).toEqual(cases.map(() => "EnvironmentError"));
  });
});

test("hidden files and Markdown beside environment.yaml and consumers' files are left alone", () => {
  const files = {
    "dev/.environment.yaml.swp": "",
    "dev/README.md": "",
    "dev/consumers/.web.yaml.swp": "",
    "dev/consumers/README.md": "",
  };
  expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT, ...files })).toEqual([]);
});

test("a report has every problem of a file, and of its rules, at once", () => {
  const text = edit(
    edit(edit(ENVIRONMENT, "Owner: platform", "Owner: 7"), "port: 80\n", "prt: 80\n"),
    "role: deploy",
    "rol: x",
  );
  expect(environmentProblems(text).map(({ path }) => path)).toEqual([
    "tags.Owner",
    "services.orders.rol",
    "services.orders.listeners.http.prt",
  ]);
});
