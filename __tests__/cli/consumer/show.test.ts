import { cli } from "../../support/cli";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf } from "../../support/environments";

async function show(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, ...files });
  const { out, error } = await cli(["consumer", "show", name, "--environments", folder]);
  return (out || error).replaceAll(folder, "DIR");
}

test("an external customer", async () => {
  const record = edit(
    EXTERNAL,
    "connections:",
    "contact: net@example.com\nstate: draining\nsince: 2026-01-01\nconnections:",
  );
  expect(await show("globex", { "dev/consumers/globex.yaml": record })).toBe(`globex
  record        DIR/dev/consumers/globex.yaml:1
  environment   dev
  kind          external: they run their own side
  state         draining
  since         2026-01-01
  contact       net@example.com
  accounts      888888888888
  principals    arn:aws:iam::888888888888:root
  connections   orders: service orders; endpoints vpce-0123456789abcdef0
  stacks        dev-service-orders, dev-acceptance-orders
`);
});

test("endpoints of both keys", async () => {
  const both = EXTERNAL.replace(
    /( *)endpointId: (.*)\n/,
    "$1endpointId: $2\n$1endpointIds: [vpce-0000000000000000f]\n",
  );
  expect(await show("globex", { "dev/consumers/globex.yaml": both })).toContain(
    "endpoints vpce-0000000000000000f, vpce-0123456789abcdef0\n",
  );
});

test("a managed customer has stacks of their own", async () => {
  expect(await show("web", { "dev/consumers/web.yaml": CONSUMER })).toContain("\n  own stacks    dev-consumer-web\n");
});

test("an ended access is told", async () => {
  const ended = edit(EXTERNAL, "connections:", "until: 2026-01-01\nconnections:");
  expect(await show("globex", { "dev/consumers/globex.yaml": ended })).toContain(
    "state         allowed; ended, not revoked yet",
  );
});

test("fails on a customer that there is not", async () => {
  expect(await show("acme", { "dev/consumers/web.yaml": CONSUMER })).toBe(
    "No such customer:\n  - acme\nThere are: web.\n",
  );
});
