import { planEstate } from "../../../config/estate/plan-estate";
import { loadEnvironments } from "../../../config/load";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { cli } from "../../support/cli";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf } from "../../support/environments";
import { scratchRepository } from "../../support/repository";

/** The last step of each command but of one that leads to `invited`. */
const STATUS = /^node dist\/cli\/main\.js status --env dev --consumer (globex|web|acme) --environments DIR$/;

/** The delivery, which replaces the steps, where there is a branch to compare with. */
const DELIVERY =
  "node dist/cli/main.js changed --base main --env dev --environments DIR && " +
  "node dist/cli/main.js plan --changed --environments DIR";

/** The steps that a command says, but the last two: `deploy a b` for a deployment. */
async function steps(files: Readonly<Record<string, string>>, ...args: string[]): Promise<string[]> {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, ...files });
  const { out, error } = await cli(["consumer", ...args, "--environments", folder, "--now", "2026-11-29"]);
  if (error !== "") throw new Error(error);
  return (out.split("Next\n")[1] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    "))
    .map((line) => line.replaceAll(folder, "DIR").trim())
    .filter((line) => !STATUS.test(line))
    .map(
      (line) =>
        /deploy (.*) --ignore-missing-stack-dependencies --parallelism 1/.exec(line)?.[0].split(" --")[0] ?? line,
    );
}

/** A command of Terraform in the folder of a stack, which may be a fresh checkout. */
function terraform(stack: string, command: string): string {
  return `terraform -chdir=cdktf.out/${stack} init && terraform -chdir=cdktf.out/${stack} ${command}`;
}

const UNNOTED = EXTERNAL.replace(/ *endpointId.*\n/, "");
const GLOBEX = { "dev/consumers/globex.yaml": EXTERNAL };
const WEB = { "dev/consumers/web.yaml": CONSUMER };
const START = "node dist/cli/main.js start --env dev --environments DIR";

test("revoke, external: reject first, then remove the permission", async () => {
  expect(await steps(GLOBEX, "revoke", "globex", "--reason", "x")).toEqual([
    START,
    "deploy dev-acceptance-orders dev-service-orders",
  ]);
});

test("outside of a repository, nothing to compare with is named", async () => {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, ...WEB });
  const { out } = await cli(["consumer", "drain", "web", "--environments", folder]);
  expect(out).toMatch(/\n {2}instead of these steps: commit, and open a pull request \([^)]*\)\.\n$/);
});

test.each([
  ["revoke", "web", "--reason", "x"],
  ["drain", "web"],
])("%s: or all of it by a pull request", async (...args) => {
  const { root: folder } = scratchRepository({ "dev/environment.yaml": ENVIRONMENT, ...WEB });
  const { out } = await cli(["consumer", ...args, "--environments", folder]);
  expect(out).toMatch(/\n {2}instead of these steps: .*docs\/delivery\/README\.md.*\n {4}.*\n$/);
  expect(out.split("\n").at(-2)?.trim()).toBe(DELIVERY.replaceAll("DIR", folder));
});

test("an invited customer may not connect: there is nothing to deliver", async () => {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT });
  const { out } = await cli(["consumer", "add", "globex", "--account", "888888888888", "--environments", folder]);
  expect(out).not.toContain("pull request");
});

test("revoke, managed: then destroy", async () => {
  expect(await steps(WEB, "revoke", "web", "--reason", "x")).toEqual([
    START,
    "deploy dev-acceptance-orders dev-service-orders",
    terraform("removed/dev-consumer-web", "destroy"),
  ]);
});

test("revoke, managed, in a checkout without the folders of the stacks: what puts them there is said first", async () => {
  const name = "web-that-no-checkout-has";
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, [`dev/consumers/${name}.yaml`]: CONSUMER });
  const { out } = await cli(["consumer", "revoke", name, "--reason", "x", "--environments", folder]);
  expect(out).toContain(
    `Next\n  first synthesize without this change (git stash, start, git stash pop): cdktf.out has no dev-consumer-${name} to destroy\n`,
  );
});

test("revoke, managed with private DNS: the names are destroyed before the endpoints", async () => {
  const environment = edit(
    ENVIRONMENT,
    "    targets:\n",
    "    privateDns: { name: orders.example.com, verify: true }\n    targets:\n",
  );
  const web = `${CONSUMER}    privateDns: true\n`;
  const found = await steps(
    { "dev/environment.yaml": environment, "dev/consumers/web.yaml": web },
    "revoke",
    "web",
    "--reason",
    "x",
  );
  expect(found.slice(2)).toEqual([
    terraform("removed/dev-dns-web", "destroy"),
    terraform("removed/dev-consumer-web", "destroy"),
  ]);
});

test("drain: only the permission goes", async () => {
  expect(await steps(GLOBEX, "drain", "globex")).toEqual([START, "deploy dev-service-orders"]);
});

test("allow, managed: permission, endpoint, acceptance", async () => {
  const invited = edit(CONSUMER, "vpc:", "state: invited\nvpc:");
  expect(await steps({ "dev/consumers/web.yaml": invited }, "allow", "web")).toEqual([
    START,
    "deploy dev-service-orders dev-consumer-web dev-acceptance-orders",
  ]);
});

test("allow, external: permission, kit, and the acceptance once the endpoint is known", async () => {
  const invited = edit(UNNOTED, "connections:", "state: invited\nconnections:");
  expect(await steps({ "dev/consumers/globex.yaml": invited }, "allow", "globex")).toEqual([
    START,
    "deploy dev-service-orders",
    terraform("stacks/dev-service-orders", "output -raw service_card > orders.json"),
    "node dist/cli/main.js kit globex --env dev --card orders.json --environments DIR",
    "node dist/cli/main.js consumer allow globex --env dev --environments DIR --endpoint-id vpce-0123456789abcdef0",
    "deploy dev-acceptance-orders",
  ]);
});

test("allow, external, of an endpoint that is noted: it is accepted, and not noted again", async () => {
  const invited = edit(EXTERNAL, "connections:", "state: invited\nconnections:");
  const found = await steps({ "dev/consumers/globex.yaml": invited }, "allow", "globex");
  expect(found.slice(1, 2)).toEqual(["deploy dev-service-orders dev-acceptance-orders"]);
  expect(found.join("\n")).not.toContain("--endpoint-id");
});

describe("of several connections", () => {
  const environment = ENVIRONMENT.replace(/ {2}orders:\n.*/s, (orders) => {
    const billing = orders.replace("orders:", "billing:").replace("10.10.0.0", "10.60.0.0");
    return orders + billing;
  });
  const invited = `${edit(UNNOTED, "connections:", "state: invited\nconnections:")}  bills:\n    service: billing\n`;
  const files = { "dev/environment.yaml": environment, "dev/consumers/globex.yaml": invited };
  const endpoint = "node dist/cli/main.js consumer allow globex --env dev --environments DIR --endpoint-id";

  test("each endpoint is noted by its connection", async () => {
    const found = await steps(files, "allow", "globex");
    expect(found.slice(-3)).toEqual([
      `${endpoint} vpce-0123456789abcdef0 --connection bills`,
      `${endpoint} vpce-0123456789abcdef0 --connection orders`,
      "deploy dev-acceptance-billing dev-acceptance-orders",
    ]);
  });

  test("only what is not noted yet is awaited, and what is printed can be run", async () => {
    const noted = edit(invited, "service: orders\n", "service: orders\n    endpointIds: [vpce-0123456789abcdef1]\n");
    const folder = folderOf({ ...files, "dev/consumers/globex.yaml": noted });
    const { out } = await cli(["consumer", "allow", "globex", "--environments", folder]);
    const commands = out.split("\n").filter((line) => line.includes("--endpoint-id"));
    expect(commands.map((each) => each.split(" --connection ")[1])).toEqual(["bills"]);
    const words = commands[0]?.trim().split(" ").slice(2) ?? [];
    expect(await cli(words)).toMatchObject({ code: 0, error: "" });
  });
});

describe("the last day of an allowed customer", () => {
  const files = { "dev/environment.yaml": ENVIRONMENT, ...GLOBEX };

  async function next(args: readonly string[], own: Readonly<Record<string, string>> = files): Promise<string> {
    const folder = folderOf(own);
    const { out } = await cli(["consumer", ...args, "--environments", folder, "--now", "2026-11-29"]);
    return (out.split("Next\n")[1] ?? "").replaceAll(folder, "DIR");
  }

  test("is nothing to deploy where Terraform accepts", async () => {
    expect(await next(["allow", "globex", "--until", "2027-06-30"])).toBe(
      [
        "  nothing to deploy: Terraform does not look at the clock",
        "  after 2027-06-30: revoke all customers whose access has ended",
        "    node dist/cli/main.js consumer revoke --ended --env dev --environments DIR",
        "",
      ].join("\n"),
    );
  });

  test("that is removed needs nothing", async () => {
    const until = edit(EXTERNAL, "connections:", "until: 2027-06-30\nconnections:");
    expect(await next(["allow", "globex", "--until", "none"], { ...files, "dev/consumers/globex.yaml": until })).toBe(
      "  nothing to deploy: Terraform does not look at the clock\n",
    );
  });

  test("is deployed to the acceptor", async () => {
    const acceptor = edit(ENVIRONMENT, "    targets:\n", "    acceptor: {}\n    targets:\n");
    const found = await steps(
      { ...files, "dev/environment.yaml": acceptor, "dev/consumers/globex.yaml": UNNOTED },
      "allow",
      "globex",
      "--until",
      "2027-06-30",
    );
    expect(found).toEqual([START, "deploy dev-service-orders"]);
  });

  test("a reason is nothing to deploy", async () => {
    expect(await next(["allow", "globex", "--reason", "paid"])).toBe("  nothing to deploy: only the ledger says it\n");
  });
});

test("called by npm from elsewhere, folders and files are those of the project, and the card is where it is written", async () => {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/globex.yaml": UNNOTED });
  const env = { npm_lifecycle_event: "consumer", npm_execpath: "/npm/npm-cli.js", INIT_CWD: "/elsewhere" };
  const { out } = await cli(["consumer", "drain", "globex", "--environments", folder, "--now", "2026-11-29"], env);
  expect(out).toContain(`(cd ${PACKAGE_ROOT} && `);
  const { out: allowed } = await cli(["consumer", "allow", "globex", "--environments", folder], env);
  expect(allowed).toContain(`terraform -chdir=${PACKAGE_ROOT}/cdktf.out/stacks/dev-service-orders init && `);
  expect(allowed).toContain("service_card > orders.json\n");
  expect(allowed).toContain("--card /elsewhere/orders.json");
});

test("without acceptance by stacks or an acceptor, connections are rejected by hand", async () => {
  const manual = edit(ENVIRONMENT, "    targets:\n", "    acceptance: manual\n    targets:\n");
  const globex = UNNOTED;
  const files = { "dev/environment.yaml": manual, "dev/consumers/globex.yaml": globex };
  expect(await steps(files, "revoke", "globex", "--reason", "x")).toEqual([
    START,
    "deploy dev-service-orders",
    "node dist/cli/main.js reconcile --env dev --service orders --environments DIR",
  ]);
});

test("after the deployments, AWS is asked", async () => {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, ...GLOBEX });
  const { out } = await cli(["consumer", "drain", "globex", "--environments", folder]);
  expect(out.trimEnd().split("\n").at(-2)?.trim().replace(folder, "DIR")).toMatch(STATUS);
});

describe("with an acceptor", () => {
  const environment = {
    "dev/environment.yaml": edit(ENVIRONMENT, "    targets:\n", "    acceptor: {}\n    targets:\n"),
  };
  const globex = { ...environment, "dev/consumers/globex.yaml": UNNOTED };

  test("revoke and drain: only the service is deployed", async () => {
    expect(await steps(globex, "revoke", "globex", "--reason", "x")).toEqual([START, "deploy dev-service-orders"]);
    expect(await steps(globex, "drain", "globex")).toEqual([START, "deploy dev-service-orders"]);
  });

  test("a noted endpoint reaches the acceptor with the service", async () => {
    const args = ["allow", "globex", "--endpoint-id", "vpce-0123456789abcdef0"];
    expect(await steps(globex, ...args)).toEqual([START, "deploy dev-service-orders"]);
  });

  test("add: permission and kit; nobody has to note the endpoint", async () => {
    const found = await steps(environment, "add", "acme", "--account", "999999999999", "--service", "orders");
    expect(found.map((step) => step.split(" ")[0])).toEqual(["node", "deploy", "terraform", "node"]);
  });
});

test("of several acceptance stacks, only the customer's is named, and it is planned", async () => {
  const environment = edit(ENVIRONMENT, "    targets:\n", "    acceptanceShards: 4\n    targets:\n");
  const files = { "dev/environment.yaml": environment, ...GLOBEX };
  const [, deploy = ""] = await steps(files, "revoke", "globex", "--reason", "x");
  expect(deploy).toMatch(/^deploy dev-acceptance-orders_0\d-of-04 dev-service-orders$/);
  const planned = planEstate(loadEnvironments(folderOf(files))).map(({ name }) => name);
  expect(planned).toEqual(expect.arrayContaining(deploy.split(" ").slice(1)));
});

test("add: an invited customer needs no deployment", async () => {
  const add = ["add", "acme", "--account", "999999999999", "--service", "orders", "--state", "invited"];
  expect(await steps({}, ...add)).toEqual(["node dist/cli/main.js consumer allow acme --env dev --environments DIR"]);
});

test("the stacks that are named are stacks that are planned", async () => {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, ...WEB });
  const planned = planEstate(loadEnvironments(folder)).map(({ name }) => name);
  const [, deploy = ""] = await steps(
    { "dev/consumers/web.yaml": edit(CONSUMER, "vpc:", "state: invited\nvpc:") },
    "allow",
    "web",
  );
  expect(planned).toEqual(expect.arrayContaining(deploy.split(" ").slice(1)));
});
