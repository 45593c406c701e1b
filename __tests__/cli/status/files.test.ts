import { join } from "node:path";
import { statusCommand } from "../../../cli/status";
import { resourcesOf } from "../../../cli/status/files/resources";
import type { StatusReport } from "../../../ledger/status-report";
import { UNWATCHED } from "../../support/cli";
import { EXTERNAL, folderOf } from "../../support/environments";
import { keptStreams, ledgerFolder, outsideOf, statusOptions } from "../../support/ledger-folder";

const ID = "vpce-0123456789abcdef0";

const state = (...resources: object[]) => JSON.stringify({ version: 4, terraform_version: "1.9.0", resources });
const resource = (type: string, attributes: object) => ({
  mode: "managed",
  type,
  name: "this",
  instances: [{ attributes }],
});

const SERVICE = resource("aws_vpc_endpoint_service", { id: "vpce-svc-0a", tags: { Name: "prod-orders" } });
const ACCEPTED = resource("aws_vpc_endpoint_connection_accepter", {
  ...{ vpc_endpoint_id: ID, vpc_endpoint_service_id: "vpce-svc-0a", vpc_endpoint_state: "available" },
});
const ENDPOINT = {
  ...{ id: "vpce-0b", state: "pendingAcceptance", service_name: "com.amazonaws.vpce.us-east-1.vpce-svc-0a" },
  arn: "arn:aws:ec2:us-east-1:222222222222:vpc-endpoint/vpce-0b",
};

const NO_ACCOUNT = "The files do not say its account. The customer is connected.";

/** What `status` says of files; the folders of environments are as they are elsewhere. */
async function read(files: Readonly<Record<string, string>>, ...paths: string[]) {
  const { kept, streams } = keptStreams();
  const folder = folderOf(files);
  const options = statusOptions(ledgerFolder({ globex: EXTERNAL }), {
    ...{ format: "json", from: paths.map((path) => join(folder, path)) },
  });
  const code = await statusCommand(options, streams, UNWATCHED, outsideOf({}));
  return { code, report: JSON.parse(kept.out) as StatusReport, folder };
}

test("reads states of a folder: the endpoint, and what the acceptance says of it", async () => {
  const accepted = resource("aws_vpc_endpoint_connection_accepter", {
    ...{ vpc_endpoint_id: "vpce-0b", vpc_endpoint_service_id: "vpce-svc-0a", vpc_endpoint_state: "available" },
  });
  const { code, report } = await read(
    {
      "states/prod-service-orders.tfstate": state(SERVICE),
      "states/deep/prod-consumer-web.tfstate": state(resource("aws_vpc_endpoint", ENDPOINT)),
      "states/prod-acceptance-orders.tfstate": state(ACCEPTED, accepted),
      "states/.terraform/terraform.tfstate": "{}",
      "states/package.json": "{}",
    },
    "states",
  );
  expect(code).toBe(0);
  expect(report).toMatchObject({
    source: "files",
    services: [
      {
        ...{ service_id: "vpce-svc-0a", is_known: true },
        connections: [
          { endpoint_id: ID, owner: "unknown", customer: "globex", state: "available", says: NO_ACCOUNT },
          { endpoint_id: "vpce-0b", owner: "222222222222", customer: "web", state: "available" },
        ],
      },
    ],
  });
});

test("reads what `terraform show -json` prints: of a plan, what is deployed and not what it would make", async () => {
  const values = (...resources: object[]) => ({ root_module: { child_modules: [{ resources }] } });
  const managed = (type: string, own: object) => ({ mode: "managed", type, values: own });
  const endpoint = managed("aws_vpc_endpoint", ENDPOINT);
  const service = managed("aws_vpc_endpoint_service", { id: "vpce-svc-0a", tags_all: { Name: "prod-orders" } });
  const { report } = await read(
    {
      "plan.json": JSON.stringify({
        format_version: "1.2",
        planned_values: values(endpoint),
        prior_state: { values: values(service) },
      }),
      "state.json": JSON.stringify({
        format_version: "1.0",
        values: values(managed("aws_vpc_endpoint", { ...ENDPOINT, id: "vpce-0c" })),
      }),
    },
    "plan.json",
    "state.json",
  );
  expect(report.services[0]?.connections.map(({ endpoint_id }) => endpoint_id)).toEqual(["vpce-0c"]);
});

test("a service that no file has is not known, with 2", async () => {
  const { code, report } = await read({ "a.tfstate": state(resource("aws_vpc_endpoint", ENDPOINT)) }, "a.tfstate");
  expect(code).toBe(2);
  expect(report.services[0]).toMatchObject({ is_known: false, service_id: null });
  expect(report.services[0]?.problem).toContain("give the state of prod-service-orders");
});

test("two services of one name are not known: one would have to guess", async () => {
  const other = resource("aws_vpc_endpoint_service", { id: "vpce-svc-0z", tags: { Name: "prod-orders" } });
  const { code, report } = await read(
    { "a.tfstate": state(SERVICE), "b.tfstate": state(other) },
    "a.tfstate",
    "b.tfstate",
  );
  expect([code, report.services[0]?.problem]).toEqual([2, expect.stringContaining("2: vpce-svc-0a, vpce-svc-0z")]);
});

test("fails with all files that are no states at once, with the place", async () => {
  const files = { "broken.tfstate": '{\n  "version": 4,\n', "other.json": "[]", "empty/note.txt": "" };
  const error = await read(files, "broken.tfstate", "other.json", "empty", "none").catch((each: Error) => each);
  const { message } = error as Error;
  expect(message).toContain("4 problems in 4 files; nothing can be said of the connections.");
  expect(message).toMatch(/broken\.tfstate:3:1\n {2}expected: a Terraform state.*\n {2}found: {4}no JSON: /);
  expect(message).toMatch(/other\.json:1:1\n.*\n {2}found: {4}JSON of another kind/);
  expect(message).toMatch(/empty:1:1\n.*\n {2}found: {4}none/);
});

test("the account of an endpoint is that of its state, and never that of the record that names its id", async () => {
  const own = resource("aws_vpc_endpoint", {
    ...ENDPOINT,
    id: ID,
    arn: ENDPOINT.arn.replace("222222222222", "777777777777"),
  });
  const { report } = await read({ "a.tfstate": state(SERVICE, own, ACCEPTED) }, "a.tfstate");
  expect(report.services[0]?.connections).toMatchObject([
    { owner: "777777777777", customer: null, difference: "other-account" },
  ]);
});

test("fails on what is neither a regular file nor a folder, such as a device that never ends", async () => {
  const error = await read({ "a.tfstate": state(SERVICE) }, "../../../../../../../../dev/zero").catch(
    (each: Error) => each,
  );
  expect((error as Error).message).toMatch(/\/dev\/zero:1:1\n.*a regular file or a folder\n {2}found: {4}a device/);
});

test.each([
  ["a list", []],
  ["a state of an older version", { version: 3, modules: [] }],
  ["a message of Terraform", { format_version: "1.0", valid: true, diagnostics: [] }],
  ["a synthesized stack", { terraform: {}, resource: {} }],
])("%s is no state", (_, value) => {
  expect(resourcesOf(value)).toBeUndefined();
});
