import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Certificate } from "../../certificate/certificate-file";
import { sha256 } from "../../support/sha256";
import { temporaryFolder } from "../support/environments";
import {
  certify,
  consumerStack,
  GATEWAY,
  put,
  readCertificate,
  readIndex,
  readPage,
  statusOf,
  writeStacks,
} from "./estate";

const HOSTILE = "</style></title><script>alert(1)</script>\"'&\u202e";

const parent = temporaryFolder();
const stacks = writeStacks(join(parent, "cdktf.out"), {
  "dev-consumer-clean": consumerStack("dev-consumer-clean"),
  "prod-consumer-clean": consumerStack("prod-consumer-clean"),
  "prod-consumer-open": consumerStack("prod-consumer-open", GATEWAY),
  "prod-consumer-waived": consumerStack("prod-consumer-waived", GATEWAY),
  "prod-consumer-unknown": consumerStack("prod-consumer-unknown", {
    aws_new_thing: { x: { vpc_id: "${aws_vpc.main.id}" } },
  }),
  "prod-consumer-hostile": consumerStack("prod-consumer-hostile", {
    aws_vpc: { main: { cidr_block: "10.1.0.0/16", tags: { Name: HOSTILE } } },
  }),
});
const data = join(parent, "policy.yaml");
put(
  data,
  `waivers:
  - rule: no-internet-gateway
    address: aws_internet_gateway.out
    stack: prod-consumer-waived
    reason: The old site leaves by it
    owner: team-net
    expires: 2026-12-31
`,
);
const out = join(parent, "certificates");
const run = certify(stacks, out, ["--data", data]);

const of = (name: string) => `${name.split("-")[0]}/${name}--aws_vpc.main`;
const page = async (name: string): Promise<[Certificate, string]> => {
  await run;
  return [readCertificate(out, of(name)), readPage(out, of(name))];
};

test("tells how many certificates there are, and names what has none; exit code 1", async () => {
  const { code, out: text } = await run;
  expect(code).toBe(1);
  expect(text).toContain("4 certificates (1 with exceptions), 2 reports of what stands against one");
  expect(text).toContain(`no certificate  ${of("prod-consumer-open")}  violated`);
  expect(text).toContain(`no certificate  ${of("prod-consumer-unknown")}  unproven`);
});

test("a certificate names the network, what was examined, and the digests of what was judged", async () => {
  const [certificate] = await page("prod-consumer-clean");
  const file = readFileSync(join(stacks, "stacks/prod-consumer-clean/cdk.tf.json"));
  expect(certificate).toMatchObject({
    result: "proven",
    is_certificate: true,
    date: "2026-11-25",
    network: {
      address: "aws_vpc.main",
      name: "vpc-of-prod-consumer-clean",
      id: null,
      account: "222222222222",
      region: "us-east-1",
      ranges: ["10.1.0.0/16"],
      environment: "prod",
      consumer: "clean",
      stack: "prod-consumer-clean",
      existing: false,
    },
    basis: {
      kind: "configuration",
      documents: [{ kind: "stack", name: "stacks/prod-consumer-clean/cdk.tf.json", sha256: sha256(file) }],
      plan: null,
    },
    examined: { aws_subnet: 1, aws_vpc: 1, aws_vpc_endpoint: 1 },
    endpoints: [{ address: "aws_vpc_endpoint.orders", kind: "Interface", allowed: true }],
  });
  const { id, ...rest } = certificate;
  const { format, version, ...others } = rest;
  expect(id).toBe(sha256(JSON.stringify({ format, version, ...others })));
});

test("of a stack only, a certificate is about the declared configuration, and says so", async () => {
  const [{ statement }, text] = await page("prod-consumer-clean");
  expect(statement.summary[0]).toBe(
    "No path out of this network and no path into it was found in the configuration that is declared for it, other than AWS PrivateLink.",
  );
  expect(statement.holds_for).toContain("Only the declared configuration, not what is deployed. No plan was given.");
  expect(statement.does_not_cover).toContain("What is deployed in AWS: nobody asked AWS.");
  expect(text).toContain("<h1>Certificate of network isolation</h1>");
  expect(text).not.toContain("NOT A CERTIFICATE");
});

test("a network with a way out gets a report that nobody takes for a certificate", async () => {
  const [certificate, text] = await page("prod-consumer-open");
  expect(certificate).toMatchObject({ result: "violated", is_certificate: false });
  expect(certificate.findings[0]).toMatchObject({ rule: "no-internet-gateway", outcome: "violated", counts: "way" });
  expect(text).toContain("<h1>Not a certificate: this network is not isolated</h1>");
  expect(text).toContain('<p class="stamp">NOT A CERTIFICATE</p>');
  expect(text).toContain("What stands against a certificate");
  expect(text).not.toContain("Isolation proven");
});

test("what could not be examined is no certificate, and no control is supported", async () => {
  const [certificate, text] = await page("prod-consumer-unknown");
  expect(certificate).toMatchObject({ result: "unproven", is_certificate: false });
  expect(text).toContain("<h1>Not a certificate: isolation could not be proven</h1>");
  const statuses = certificate.controls.flatMap(({ controls }) => controls.map(({ status }) => status));
  expect(new Set(statuses)).toEqual(new Set(["not-supported"]));
});

test("a waiver stands before the result, and the control that it concerns is not supported", async () => {
  const [certificate, text] = await page("prod-consumer-waived");
  expect(certificate).toMatchObject({
    result: "proven-with-exceptions",
    is_certificate: true,
    waivers: [{ rule: "no-internet-gateway", owner: "team-net", expires: "2026-12-31" }],
  });
  expect(text.indexOf("One exception.")).toBeGreaterThan(0);
  expect(text.indexOf("One exception.")).toBeLessThan(text.indexOf('class="verdict"'));
  expect(statusOf(certificate, "nist-800-53", "SC-7(3)")).toBe("not-supported");
  expect(certificate.statement.summary[1]).toMatch(/^Apart from the exceptions, it can reach only/);
});

test("a control is supported only if each of its rules passed, and SC-7 only with its enhancements", async () => {
  const [clean] = await page("prod-consumer-clean");
  const [open] = await page("prod-consumer-open");
  for (const control of ["SC-7", "SC-7(3)", "SC-7(28)", "SC-7(21)"])
    expect([control, statusOf(clean, "nist-800-53", control)]).toEqual([control, "supported"]);
  expect(statusOf(open, "nist-800-53", "SC-7(28)")).toBe("not-supported");
  expect(statusOf(open, "nist-800-53", "SC-7")).toBe("not-supported");
  expect(statusOf(open, "nist-800-53", "SC-7(21)")).toBe("supported");
  expect(statusOf(open, "pci-dss", "1.3.2")).toBe("not-supported");
});

test("rules about services and about changes are not said to have passed where nothing was there for them", async () => {
  const [{ rules, controls }] = await page("prod-consumer-clean");
  const outcome = (id: string) => rules.find((rule) => rule.id === id)?.outcome;
  expect([outcome("no-vpn"), outcome("no-open-service"), outcome("no-replacement")]).toEqual([
    "passed",
    "not-examined",
    "not-examined",
  ]);
  expect(controls.flatMap((each) => each.controls.map(({ control }) => control))).not.toContain("CA-9");
});

test("names of others are text, on the page and in its title", async () => {
  const [{ network }, text] = await page("prod-consumer-hostile");
  expect(network.name).toBe(HOSTILE);
  expect(text).not.toContain("<script");
  expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(text).not.toContain("\u202e");
});

test("a page needs nothing else: no script, no other file, and a policy that forbids them", async () => {
  const [, text] = await page("prod-consumer-clean");
  expect(text).toMatch(
    /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]+&#39;/,
  );
  expect(text).not.toMatch(/<(script|img|link|iframe|object)|url\(|@import|https?:/);
});

test("the statement has the files that were judged as subjects, and the certificate as predicate", async () => {
  const [certificate] = await page("prod-consumer-clean");
  const statement = JSON.parse(readFileSync(join(out, `${of("prod-consumer-clean")}.intoto.json`), "utf8"));
  expect(statement).toEqual({
    _type: "https://in-toto.io/Statement/v1",
    subject: certificate.basis.documents.map(({ name, sha256: digest }) => ({ name, digest: { sha256: digest } })),
    predicateType: "urn:cdktf-privatelink:certificate:v1",
    predicate: certificate,
  });
});

test("the index counts and links all pages, what has no certificate first", async () => {
  await run;
  const { counts, certificates } = readIndex(out);
  expect(counts).toEqual({ proven: 3, "proven-with-exceptions": 1, unproven: 1, violated: 1 });
  expect(certificates).toHaveLength(6);
  const index = readPage(out, "index");
  expect(index).toContain('href="prod/index.html"');
  expect(index).toContain(`href="prod/prod-consumer-open--aws_vpc.main.html"`);
  expect(readPage(out, "prod/index")).toContain('href="prod-consumer-clean--aws_vpc.main.html"');
  expect(readdirSync(out).sort()).toEqual(["dev", "index.html", "index.json", "prod"]);
});

test("the same input gives the same bytes, and replaces what an earlier run wrote", async () => {
  await run;
  const before = readPage(out, of("prod-consumer-clean"));
  await certify(stacks, out, ["--data", data]);
  expect(readPage(out, of("prod-consumer-clean"))).toBe(before);
});
