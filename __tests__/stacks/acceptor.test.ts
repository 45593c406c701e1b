import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { AcceptorLedger } from "../../ledger/acceptor-ledger";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit } from "../support/environments";
import { type SynthesizedStacks, synthesizeFiles } from "../support/stacks";

const SERVICE = "dev-service-orders";
const FILES = {
  "dev/environment.yaml": `${ENVIRONMENT}    acceptor: { unknown: reject, mostRejections: 3 }\n`,
  "dev/consumers/web.yaml": CONSUMER,
  "dev/consumers/globex.yaml": EXTERNAL,
};
const made = synthesizeFiles(FILES);

/** What the acceptor of the service is deployed with. */
function deployedWith({ files }: SynthesizedStacks): AcceptorLedger {
  const [path] = Object.keys(files).filter((name) => name.startsWith(`stacks/${SERVICE}/`) && name.endsWith(".zip"));
  const zip = unzipSync(Buffer.from(files[path ?? ""] ?? "", "latin1"));
  return JSON.parse(strFromU8(zip["ledger.json"] as Uint8Array));
}

test("a service with an acceptor has no acceptance stack, and its stack has the function", () => {
  expect(made.order).toEqual([SERVICE, "dev-consumer-web"]);
  expect(made.stack(SERVICE).resource("aws_lambda_function").function_name).toBe("dev-orders-acceptor");
  expect(made.stack(SERVICE).json.output).toMatchObject({
    acceptor_function_name: { value: expect.stringMatching(/^\$\{aws_lambda_function\./) },
    acceptor_queue_url: { value: expect.stringMatching(/^\$\{aws_sqs_queue\.[\w-]+\.url}$/) },
  });
});

test("the function gets the ledger and the settings of its service", () => {
  const { settings, ledger } = deployedWith(made);
  expect(settings).toEqual({ unknown: "reject", mostRejections: 3 });
  expect(ledger).toMatchObject({ environment: "dev", kind: "service", service: "orders" });
  expect(ledger.entries.map(({ customer, state, accounts }) => [customer, state, accounts])).toEqual([
    ["globex", "allowed", ["888888888888"]],
    ["web", "allowed", ["222222222222"]],
  ]);
});

test("a revoked customer stays in the function's ledger, and is no principal", () => {
  const revoked = `state: revoked\nsince: 2026-11-01\nreason: contract ended\n${EXTERNAL}`;
  const without = synthesizeFiles({ ...FILES, "dev/consumers/globex.yaml": revoked });
  expect(deployedWith(without).ledger.entries[0]).toMatchObject({ customer: "globex", state: "revoked" });
  expect(without.stack(SERVICE).resource("aws_vpc_endpoint_service").allowed_principals).toEqual([
    "arn:aws:iam::222222222222:root",
  ]);
});

test("a service may have notifications beside the acceptor's, each with a topic of its own", () => {
  const both = `${FILES["dev/environment.yaml"]}    notifications: {}\n`;
  const stack = synthesizeFiles({ ...FILES, "dev/environment.yaml": both }).stack(SERVICE);
  expect(
    stack
      .resources("aws_sns_topic")
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["dev-orders-acceptor-connections", "dev-orders-connections"]);
  expect(stack.resources("aws_vpc_endpoint_connection_notification")).toHaveLength(2);
});

test("the stack is the same bytes again, the zip file among them", () => {
  expect(synthesizeFiles(FILES).files).toEqual(made.files);
});

test("private DNS that waits for an acceptor is switched on by a later apply", () => {
  const named = `    privateDns: { name: orders.example.com, hostedZone: { id: Z0123456789ABCDEFGHIJ } }\n`;
  const stacks = synthesizeFiles({
    ...FILES,
    "dev/environment.yaml": FILES["dev/environment.yaml"] + named,
    "dev/consumers/web.yaml": edit(CONSUMER, "    service: orders\n", "    service: orders\n    privateDns: true\n"),
  });
  const dns = stacks.stack("dev-dns-web");
  expect(dns.resource("aws_vpc_endpoint_private_dns").count).toContain('state == "available"');
  expect(JSON.stringify(dns.json.check)).toContain("The acceptor of dev-service-orders accepts it when it runs next");
});

test("the function's code is the bundle of this build", () => {
  const bundle = readFileSync(join(__dirname, "../../dist/acceptor/acceptor.mjs"));
  const [path] = Object.keys(made.files).filter((name) => name.endsWith("acceptor.zip"));
  const zip = unzipSync(Buffer.from(made.files[path ?? ""] ?? "", "latin1"));
  expect(Buffer.from(zip["acceptor.mjs"] as Uint8Array).equals(bundle)).toBe(true);
});
