import { stripVTControlCharacters } from "node:util";
import { leftoversText } from "../../../cli/start/leftovers";
import type { Environment } from "../../../config/environment";
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
  const stacks = [
    "dev-service-orders",
    "dev-acceptance-orders",
    "dev-service-open",
    "dev-resource-db",
    "dev-consumer-web",
  ];

  test("first the acceptance and the service, which revoke", () => {
    const web = stack("dev-consumer-web", { reads: ["dev-service-orders", "dev-hub-gone"] });
    const text = told([web], { stacks: stacks.filter((name) => name !== web.name) });
    expect(text).toContain("First deploy dev-acceptance-orders, dev-service-orders: that revokes their connections.");
    expect(text).not.toContain("Then deploy");
    expect(told([web])).not.toContain("First deploy");
  });

  test("afterwards a service without an acceptance, and a resource, whose permission cuts nothing off", () => {
    const text = told([stack("dev-consumer-app", { reads: ["dev-service-open", "dev-resource-db"] })], { stacks });
    expect(text).not.toContain("First deploy");
    expect(text).toContain("Then deploy dev-service-open, dev-resource-db: that removes their permission.");
  });

  test("nothing where only the names of a consumer that stays are gone", () => {
    const text = told([stack("dev-dns-web", { reads: ["dev-consumer-web", "dev-service-orders"] })], { stacks });
    expect(text).not.toMatch(/(First|Then) deploy/);
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

test("of an acceptance whose service stays, it prints first how the connections are kept", () => {
  const acceptance = stack("dev-acceptance-orders", { deployed: "unknown", reads: ["dev-service-orders"] });
  const text = told([acceptance], { stacks: ["dev-service-orders"] });
  const chdir = "terraform -chdir=cdktf.out/removed/dev-acceptance-orders";
  expect(text).not.toContain("Destroy them");
  expect(text).toContain("Destroy it only if all of its connections are to be rejected");
  expect(commands(text)).toEqual([
    `  ${chdir} state list | grep connection_accepter | xargs ${chdir} state rm`,
    "  rm -r cdktf.out/removed/dev-acceptance-orders",
    `  ${chdir} destroy`,
  ]);
  expect(commands(told([acceptance]))[0]).toBe(`  ${chdir} destroy`);
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
