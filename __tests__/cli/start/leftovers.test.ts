import { stripVTControlCharacters } from "node:util";
import { leftoversText } from "../../../cli/start/leftovers";
import type { Environment } from "../../../config/environment";
import { acceptanceStackOf } from "../../../config/estate/stack-names";
import { loadEnvironments } from "../../../config/load";
import type { Leftover } from "../../../engine/leftovers";
import { STACK_ROLES } from "../../../modules/aws/marks";
import { ENVIRONMENT, EXTERNAL, folderOf } from "../../support/environments";

const stack = (name: string, more: Partial<Leftover> = {}): Leftover => ({
  name,
  folder: `removed/${name}`,
  role: STACK_ROLES.find((role) => name.includes(`-${role}-`)),
  deployed: "yes",
  initialized: true,
  isProtected: false,
  looksUpService: false,
  engine: "terraform",
  reads: [],
  ...more,
});

function told(
  leftovers: readonly Leftover[],
  { out = "cdktf.out", stacks = [], environments = [] }: Partial<Given> = {},
): string {
  return stripVTControlCharacters(leftoversText({ leftovers, stacks }, out, environments));
}

interface Given {
  readonly out: string;
  readonly stacks: readonly string[];
  readonly environments: readonly Environment[];
}

const commands = (text: string) => text.split("\n").filter((line) => /^ {2}(terraform|rm) /.test(line));

test("says nothing where nothing is left", () => {
  expect(told([])).toBe("");
});

test("prints a command for each stack, in their order", () => {
  const text = told([stack("dev-dns-web"), stack("dev-consumer-web")]);
  expect(text).toContain("These stacks are no longer declared, but are still deployed.");
  expect(text).not.toContain("-refresh=false");
  expect(commands(text)).toEqual([
    "  terraform -chdir=cdktf.out/removed/dev-dns-web destroy",
    "  terraform -chdir=cdktf.out/removed/dev-consumer-web destroy",
  ]);
});

test("leaves the refresh out only where a service is looked up, which AWS no longer shows", () => {
  const text = told([stack("dev-consumer-app"), stack("dev-consumer-web", { looksUpService: true })]);
  expect(text).toContain("(-refresh=false: AWS no longer shows the service that the stack looks up)");
  expect(commands(text)).toEqual([
    "  terraform -chdir=cdktf.out/removed/dev-consumer-app destroy",
    "  terraform -chdir=cdktf.out/removed/dev-consumer-web destroy -refresh=false",
  ]);
});

test("initializes first where Terraform's own folder is gone", () => {
  expect(commands(told([stack("dev-consumer-web", { initialized: false })]))).toEqual([
    "  terraform -chdir=cdktf.out/removed/dev-consumer-web init",
    "  terraform -chdir=cdktf.out/removed/dev-consumer-web destroy",
  ]);
});

test("quotes a path that a shell would take apart", () => {
  expect(commands(told([stack("dev-consumer-web")], { out: "my out" }))).toEqual([
    "  terraform '-chdir=my out/removed/dev-consumer-web' destroy",
  ]);
});

describe("what to deploy", () => {
  const open = 'open:\n    account: "111111111111"\n    vpc: { cidr: 10.11.0.0/20, zones: [use1-az1, use1-az2] }\n';
  const more = `  ${open}    listeners: { http: { port: 80 } }\n    acceptance: automatic\n`;
  const [environment] = loadEnvironments(folderOf({ "dev/environment.yaml": ENVIRONMENT + more }));
  const environments = [environment as Environment];
  const stacks = ["dev-service-orders", "dev-acceptance-orders", "dev-service-open", "dev-resource-db"];

  /** The environment with its service `orders` accepting in another way. */
  const accepting = (text: string) =>
    loadEnvironments(folderOf({ "dev/environment.yaml": `${ENVIRONMENT}    ${text}\n` }));

  test("first the acceptance and the service, which revoke", () => {
    const web = stack("dev-consumer-web", { reads: ["dev-service-orders", "dev-hub-gone"] });
    const text = told([web], { stacks, environments });
    expect(text).toContain("First deploy dev-acceptance-orders, dev-service-orders: that revokes their connections.");
    expect(text).not.toContain("Then deploy");
    expect(told([web])).not.toContain("First deploy");
  });

  test("first the shards that the consumers are in, and no others", () => {
    const environments = accepting("acceptanceShards: 4");
    const shards = [1, 2, 3, 4].map((shard) => `dev-acceptance-orders_0${shard}-of-04`);
    const declared = ["dev-service-orders", ...shards];
    const shardOfWeb = acceptanceStackOf(environments[0] as Environment, "orders", "web");
    const web = stack("dev-consumer-web", { reads: ["dev-service-orders"] });
    expect(shards).toContain(shardOfWeb);
    expect(told([web], { stacks: declared, environments })).toContain(
      `First deploy ${shardOfWeb}, dev-service-orders: that revokes their connections.`,
    );
  });

  test("first the service with an acceptor, which rejects when it runs", () => {
    const web = stack("dev-consumer-web", { reads: ["dev-service-orders"] });
    const text = told([web], { stacks: ["dev-service-orders"], environments: accepting("acceptor: {}") });
    expect(text).toContain("First deploy dev-service-orders: that revokes their connections.");
    expect(text).toContain(
      "The acceptor of dev-service-orders rejects them in its next run. `privatelink status` shows when they are.",
    );
    expect(text).not.toContain("Then deploy");
  });

  test("afterwards a service without an acceptance, and a resource, whose permission cuts nothing off", () => {
    const app = stack("dev-consumer-app", { reads: ["dev-service-open", "dev-resource-db"] });
    const text = told([app], { stacks, environments });
    expect(text).not.toContain("First deploy");
    expect(text).toContain("Then deploy dev-service-open, dev-resource-db: that removes their permission.");
  });

  test("nothing where only the names of a consumer that stays are gone", () => {
    const dns = stack("dev-dns-web", { reads: ["dev-consumer-web", "dev-service-orders"] });
    expect(told([dns], { stacks, environments })).not.toMatch(/(First|Then) deploy/);
  });
});

test("says of states that it does not read how they are seen, and which folders to delete", () => {
  const text = told([
    stack("prod-dns-web", { deployed: "unknown" }),
    stack("prod-consumer-web", { deployed: "unknown" }),
  ]);
  expect(text).toContain("may still be deployed");
  expect(commands(text)).toEqual([
    "  terraform -chdir=cdktf.out/removed/prod-dns-web destroy",
    "  terraform -chdir=cdktf.out/removed/prod-consumer-web destroy",
    "  terraform -chdir=cdktf.out/removed/prod-dns-web state list",
    "  rm -r cdktf.out/removed/prod-dns-web",
    "  rm -r cdktf.out/removed/prod-consumer-web",
  ]);
});

describe("an acceptance whose service stays", () => {
  const only = stack("dev-acceptance-orders", { deployed: "unknown", reads: ["dev-service-orders"] });
  const forgetting = (name: string) => {
    const chdir = `terraform -chdir=cdktf.out/removed/${name}`;
    return [
      `  ${chdir} state list | grep connection_accepter | xargs ${chdir} state rm`,
      `  rm -r cdktf.out/removed/${name}`,
      `  ${chdir} destroy`,
    ];
  };

  test("prints first how the connections are kept", () => {
    const text = told([only], { stacks: ["dev-service-orders"] });
    expect(text).not.toContain("Destroy them");
    expect(text).toContain("To keep its connections, deploy dev-service-orders first.");
    expect(text).toContain("Destroy it only if all of its connections are to be rejected");
    expect(text).toContain("`privatelink status` names the connection that is left");
    expect(commands(text)).toEqual(forgetting(only.name));
    expect(commands(told([only]))[0]).toBe("  terraform -chdir=cdktf.out/removed/dev-acceptance-orders destroy");
  });

  test("names the shards that take its place", () => {
    const stacks = ["dev-service-orders", "dev-acceptance-orders_01-of-02", "dev-acceptance-orders_02-of-02"];
    const text = told([only], { stacks });
    expect(text).toContain(
      "To keep them, deploy dev-acceptance-orders_01-of-02, dev-acceptance-orders_02-of-02 first.",
    );
    expect(commands(text)).toEqual(forgetting(only.name));
  });

  test("is kept as well where it was a shard", () => {
    const shard = stack("dev-acceptance-orders_02-of-04", { reads: ["dev-service-orders"] });
    for (const stacks of [["dev-service-orders"], ["dev-service-orders", "dev-acceptance-orders"]])
      expect(commands(told([shard], { stacks }))).toEqual(forgetting(shard.name));
  });

  test("is not taken for that of a service with a longer name", () => {
    const other = stack("dev-acceptance-orders-eu", { reads: ["dev-service-orders"] });
    expect(commands(told([other], { stacks: ["dev-service-orders"] }))).toEqual([
      "  terraform -chdir=cdktf.out/removed/dev-acceptance-orders-eu destroy",
    ]);
  });
});

test("says of a consumer that became external that the endpoint may be in use", () => {
  const environments = loadEnvironments(
    folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/globex.yaml": EXTERNAL }),
  );
  const stacks = ["dev-service-orders", "dev-acceptance-orders"];
  const text = told([stack("dev-consumer-globex", { reads: ["dev-service-orders"] })], { environments, stacks });
  expect(text).toContain("The consumers of dev-consumer-globex are external now. They may still use the endpoints.");
  expect(text).not.toContain("First deploy");
});

test("says what is protected, and where to see who is connected to a service", () => {
  const text = told([stack("dev-service-mail", { isProtected: true })]);
  expect(text).toContain("Protected: dev-service-mail.");
  expect(text).toContain("ExistingVpcEndpointConnections");
  expect(told([stack("dev-consumer-web")])).not.toContain("ExistingVpcEndpointConnections");
});

test("of thousands of stacks the first have commands, and the rest is counted", () => {
  const names = Array.from({ length: 5000 }, (_, index) => `dev-consumer-c${String(index).padStart(4, "0")}`);
  const text = told(names.map((name) => stack(name, { deployed: "unknown", isProtected: true })));
  expect(text).toContain("dev-consumer-c0019");
  expect(text).not.toContain("dev-consumer-c0020");
  expect(text).toContain("      4980 more such stacks are listed once these are destroyed.\n");
  expect(text.split("\n").length).toBeLessThan(60);
});
