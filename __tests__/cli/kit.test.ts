import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { cardOf } from "../../config/service/card";
import { renderCard } from "../../modules/card/render-card";
import { cli, type Printed } from "../support/cli";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf } from "../support/environments";
import { deployedCard } from "../support/kit";

const NAME = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";

let folder: string;

beforeEach(() => {
  folder = folderOf({
    "environments/dev/environment.yaml": ENVIRONMENT,
    "environments/dev/consumers/web.yaml": CONSUMER,
    "environments/dev/consumers/globex.yaml": edit(
      EXTERNAL,
      "connections:",
      "contact: net@globex.example\nconnections:",
    ),
    "other.json": renderCard(deployedCard({ serviceName: `${NAME.slice(0, -1)}1` })),
  });
  writeCard();
});

/** The card of the deployed service, as its stack puts it out. */
function writeCard(change: (text: string) => string = (text) => text): void {
  const [environment] = loadEnvironments(join(folder, "environments"));
  const spec = environment?.services.orders;
  if (environment === undefined || spec === undefined) throw new Error("no service");
  writeFileSync(join(folder, "orders.json"), change(renderCard(cardOf(environment, "orders", spec), NAME)));
}

function kit(...args: string[]): Promise<Printed> {
  return cli(["kit", ...args, "--environments", join(folder, "environments"), "--out", join(folder, "kit")]);
}

const card = (name = "orders") => ["--card", join(folder, `${name}.json`)];
const written = (path: string) => readFileSync(join(folder, "kit", path), "utf8");

const ALLOW = () =>
  `node dist/cli/main.js consumer allow globex --env dev --environments ${join(folder, "environments")}`;

function record(text: string): void {
  writeFileSync(join(folder, "environments/dev/consumers/globex.yaml"), text);
}

describe("of a customer in the ledger", () => {
  test("is written from the record and the card", async () => {
    const { out, code } = await kit("globex", ...card());
    expect(code).toBe(0);
    expect(out).toBe(`${folder}/kit/: 10 files for orders of dev
note  orders has no \`contact\`: the kit says that it is not known. Set it in environment.yaml, deploy the service, and take its card again.

Next
  send the folder to net@globex.example, and wait for the id of their endpoint
`);
    expect(written("README.md")).toContain("`arn:aws:iam::888888888888:root`");
    expect(written("README.md")).toContain("accepts only these endpoints: `vpce-0123456789abcdef0`");
    expect(written("terraform/main.tf")).toContain(NAME);
  });

  test("the same again replaces it, and gives the same bytes", async () => {
    await kit("globex", ...card());
    const before = written("README.md");
    expect((await kit("globex", ...card())).code).toBe(0);
    expect(written("README.md")).toBe(before);
  });

  test("fails without the card, and says how to take it", async () => {
    const { error, code } = await kit("globex");
    expect([code, error]).toEqual([
      1,
      expect.stringContaining(
        "(a fresh checkout needs `start` first):\n  terraform -chdir=cdktf.out/stacks/dev-service-orders init && " +
          "terraform -chdir=cdktf.out/stacks/dev-service-orders output -raw service_card > orders.json\n",
      ),
    ]);
    expect(existsSync(join(folder, "kit"))).toBe(false);
  });

  test("fails with the card of another service", async () => {
    const { error, code } = await kit("globex", ...card(), ...card("other"));
    expect([code, error]).toEqual([
      1,
      expect.stringContaining("other.json:6:14  service\n  expected: the card of a service"),
    ]);
  });

  test("fails with a card that is older than what is declared, at each key", async () => {
    writeCard((text) => text.replace('"port": 80', '"port": 81').replace("use1-az2", "use1-az4"));
    const { error, code } = await kit("globex", ...card());
    expect(code).toBe(1);
    expect(error).toContain('  listeners\n  expected: what environment.yaml declares: {"http":{"port":80,');
    expect(error).toContain("  zoneIds");
    expect(error).toContain("deploy the service, then take its card again");
  });

  test("fails with a file that is no card, at its place", async () => {
    writeFileSync(join(folder, "orders.json"), "{");
    expect((await kit("globex", ...card())).error).toContain("orders.json:1:2");
  });

  test("fails of a customer whose side is built here, of a revoked one, and of none", async () => {
    expect((await kit("web", ...card())).error).toContain("web is no external customer of dev");
    expect((await kit("globex", ...card(), "--service", "order")).error).toContain("order: did you mean orders?");
    record(edit(EXTERNAL, "connections:", "state: revoked\nsince: 2026-01-01\nreason: x\nconnections:"));
    expect((await kit("globex", ...card())).error).toContain("globex is revoked in dev");
    expect(await kit("globx", ...card())).toMatchObject({
      code: 2,
      error: expect.stringContaining("globx: did you mean globex?"),
    });
    for (const name of ["toString", "constructor", "__proto__"])
      expect(await kit(name, ...card())).toMatchObject({
        code: 2,
        error: expect.stringMatching(/^\W*No such customer:/),
      });
  });

  test("what allows a revoked customer is said as a command", async () => {
    record(edit(EXTERNAL, "connections:", "state: revoked\nsince: 2026-01-01\nreason: x\nconnections:"));
    expect((await kit("globex", ...card())).error).toContain(`Allow the customer first: ${ALLOW()}`);
  });

  test("an invited customer gets a kit, and it is said what they wait for", async () => {
    record(edit(EXTERNAL, "connections:", "state: invited\nconnections:"));
    const { out, code } = await kit("globex", ...card());
    expect([code, out]).toEqual([
      0,
      expect.stringContaining(
        `note  globex is invited: AWS does not show them the service until they are allowed: ${ALLOW()}\n`,
      ),
    ]);
  });

  test("a draining customer gets a kit, and nobody is told to send it", async () => {
    record(edit(EXTERNAL, "connections:", "state: draining\nconnections:"));
    const { out, code } = await kit("globex", ...card());
    expect([code, out]).toEqual([0, expect.stringContaining("note  globex is draining: no new endpoint is accepted.")]);
    expect(out).not.toContain("Next");
  });

  test("nobody is told to send the kit of a customer whose access has ended", async () => {
    record(edit(EXTERNAL, "connections:", "until: 2026-01-01\nconnections:"));
    const { out, code } = await kit("globex", ...card());
    expect([code, out]).toEqual([0, expect.stringContaining("note  the access of globex has ended")]);
    expect(out).not.toContain("Next");
  });

  test("the kit names the endpoints of both keys", async () => {
    record(EXTERNAL.replace(/( *)endpointId: (.*)\n/, "$1endpointId: $2\n$1endpointIds: [vpce-0000000000000000f]\n"));
    await kit("globex", ...card());
    const text = written("README.md");
    for (const id of ["vpce-0123456789abcdef0", "vpce-0000000000000000f"]) expect(text).toContain(id);
  });

  test("the kit says that no end is set, and what the acceptor of the service does", async () => {
    const acceptor = edit(ENVIRONMENT, "    targets:\n", "    contact: Net team\n    acceptor: {}\n    targets:\n");
    writeFileSync(join(folder, "environments/dev/environment.yaml"), acceptor);
    record(edit(EXTERNAL.replace(/ *endpointId.*\n/, ""), "connections:", "contact: a@globex.example\nconnections:"));
    writeCard();
    const { out, code } = await kit("globex", ...card());
    expect([code, out]).toEqual([
      0,
      `${folder}/kit/: 10 files for orders of dev\n\nNext\n  send the folder to a@globex.example\n`,
    ]);
    expect(written("README.md")).toContain("| your access ends after | no end is set |");
    expect(written("README.md")).toContain("You need not send the id");
  });

  test("several principals and a last day are in it", async () => {
    const arns = ["arn:aws:iam::888888888888:role/a", "arn:aws:iam::888888888888:user/b"];
    record(edit(EXTERNAL, "connections:", `principals: [${arns}]\nuntil: 2027-06-30\nconnections:`));
    await kit("globex", ...card());
    for (const text of [...arns, "| your access ends after | 2027-06-30 |"])
      expect(written("README.md")).toContain(text);
  });

  test("fails with --principal, which the ledger says", async () => {
    const { error } = await kit("globex", ...card(), "--principal", "arn:aws:iam::999999999999:root");
    expect(error).toContain("the ledger says who may connect");
  });
});

describe("of somebody who has only the card", () => {
  test("is written without environments", async () => {
    const { code, out } = await cli([
      "kit",
      ...card("other"),
      "--environments",
      "/nowhere",
      "--out",
      join(folder, "kit"),
    ]);
    expect([code, out]).toEqual([0, `${folder}/kit/: 10 files for orders of prod\n`]);
    expect(written("README.md")).toContain("Which principals may connect is not known here.");
  });

  test("principals and the region are given", async () => {
    await kit(...card("other"), "--principal", "arn:aws:iam::999999999999:root", "--region", "eu-west-1");
    expect(written("README.md")).toContain("`arn:aws:iam::999999999999:root`");
    expect(written("terraform/main.tf")).toContain('service_region      = "us-east-1"');
  });

  test("fails in a region that the service is not offered to", async () => {
    const { error, code } = await kit(...card("other"), "--region", "us-west-2");
    expect([code, error]).toEqual([
      1,
      expect.stringContaining("a region that the service is offered to: eu-west-1, us-east-1"),
    ]);
  });

  test("fails without a card, with one twice, and with what selects a customer's services", async () => {
    expect((await kit()).error).toContain("Expected the NAME of a customer, or the card of a service.");
    expect((await kit(...card("other"), ...card("other"))).error).toContain("each service once");
    expect((await kit(...card("other"), "--env", "dev")).error).toContain("expected the customer's NAME");
  });

  test("fails with a principal or a region that is none as a wrong command line", async () => {
    expect(await kit(...card("other"), "--principal", "arn:aws:iam::1:root")).toMatchObject({ code: 2 });
    expect(await kit(...card("other"), "--region", "us-east-11")).toMatchObject({ code: 2 });
  });

  test("fails where the folder has something else, and leaves it", async () => {
    const notes = join(folder, "kit/notes.txt");
    mkdirSync(dirname(notes));
    writeFileSync(notes, "mine");
    const { error, code } = await kit(...card("other"));
    expect([code, error]).toEqual([1, expect.stringContaining("found: notes.txt")]);
    expect(readFileSync(notes, "utf8")).toBe("mine");
  });
});
