import { join } from "node:path";
import { temporaryFolder } from "../support/environments";
import { certify, consumerStack, GATEWAY, put, readCertificate, readPage, statusOf, writeStacks } from "./estate";

const NAME = "prod-consumer-web";
const PATH = `prod/${NAME}--aws_vpc.main`;

/** A certificate of a stack with policy data. @param more resources of the stack. */
async function certified(config: object, more: Record<string, unknown> = {}) {
  const parent = temporaryFolder();
  const stacks = writeStacks(join(parent, "cdktf.out"), { [NAME]: consumerStack(NAME, more) });
  const data = join(parent, "policy.yaml");
  put(data, JSON.stringify({ config }));
  const out = join(parent, "certificates");
  const { out: text } = await certify(stacks, out, ["--data", data]);
  return { text, certificate: readCertificate(out, PATH), page: readPage(out, PATH) };
}

/** A security group that lets everybody in. */
const OPEN_GROUP = {
  aws_security_group: {
    open: {
      vpc_id: "${aws_vpc.main.id}",
      ingress: [{ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }],
    },
  },
};

test("a range that only the policy data allows: an exception that stands first, and no control by that rule", async () => {
  const { text, certificate, page } = await certified({ allowed_ranges: ["0.0.0.0/0"] }, OPEN_GROUP);
  expect(certificate.result).toBe("proven-with-exceptions");
  expect(text).toContain("1 certificate (1 with exceptions)");
  expect(certificate.allowances).toEqual([
    { setting: "allowed_ranges", allows: ["0.0.0.0/0"], rules: ["address-ranges", "narrow-security-groups"] },
  ]);
  expect(certificate.rules.find(({ id }) => id === "narrow-security-groups")?.outcome).toBe("loosened");
  for (const [framework, control] of [
    ["cis-aws", "6.3"],
    ["pci-dss", "1.3.1"],
    ["nist-800-53", "SC-7"],
    ["nist-800-53", "SC-7(5)"],
    ["iso-27001", "A.8.20"],
  ] as const)
    expect([control, statusOf(certificate, framework, control)]).toEqual([control, "not-supported"]);
  expect(statusOf(certificate, "nist-800-53", "SC-7(28)")).toBe("supported");
  expect(certificate.statement.result).toBe("Isolation proven, except for what the policy data allows");
  expect(certificate.statement.summary[0]).toMatch(/^Apart from what the policy data allows, listed first, no path/);
  expect(page.indexOf("One setting of the policy data.")).toBeGreaterThan(0);
  expect(page.indexOf("One setting of the policy data.")).toBeLessThan(page.indexOf('class="verdict"'));
  expect(page).toContain("because the policy data allows allowed_ranges: 0.0.0.0/0");
});

test("narrower settings than the defaults are no exception", async () => {
  const { certificate, page } = await certified({
    ...{ allowed_ranges: ["10.0.0.0/8"], strict: true, require_endpoint_policies: true },
    allowed_services: ["com.amazonaws.vpce.us-east-1.*"],
  });
  expect(certificate).toMatchObject({ result: "proven", allowances: [] });
  expect(page).not.toContain("of the policy data.</strong>");
  expect(statusOf(certificate, "cis-aws", "6.3")).toBe("supported");
});

test("a type that only the policy data calls harmless: no control is supported where a stack has it", async () => {
  const harmless_types = [{ type: "datadog_*", reason: "It opens nothing" }];
  const { certificate } = await certified({ harmless_types }, { datadog_monitor: { web: { name: "web" } } });
  expect(certificate.result).toBe("proven-with-exceptions");
  const controls = certificate.controls.flatMap((each) => each.controls);
  expect(controls.filter(({ status }) => status === "supported")).toEqual([]);
  expect(controls.find(({ control }) => control === "6.6")?.because).toContain(
    "because the policy data allows harmless_types: datadog_*: It opens nothing",
  );
});

test("an endpoint of a type that only the policy data allows is an exception", async () => {
  const { certificate } = await certified({ allowed_endpoint_types: ["Interface", "Gateway"] });
  expect(certificate.allowances).toEqual([
    { setting: "allowed_endpoint_types", allows: ["Gateway"], rules: ["allowed-endpoints"] },
  ]);
  expect(statusOf(certificate, "pci-dss", "1.3.2")).toBe("not-supported");
});

test.each(["other_vpcs", "consumer_vpcs"])(
  "an id that only %s says to be another VPC: no control is supported where a stack refers to it",
  async (setting) => {
    const id = "vpc-0aaaaaaaaaaaaaaaa";
    const other = { aws_internet_gateway: { other: { vpc_id: id } } };
    expect((await certified({}, other)).certificate.result).toBe("violated");
    const { certificate } = await certified({ [setting]: [id] }, other);
    expect(certificate.result).toBe("proven-with-exceptions");
    expect(certificate.allowances).toMatchObject([{ setting, allows: [id] }]);
    expect(certificate.allowances[0]?.rules).toContain("not-visible");
    const controls = certificate.controls.flatMap((each) => each.controls);
    expect(controls.filter((each) => each.status === "supported")).toEqual([]);
  },
);

test("a report of a network with a way out says nothing of what does not connect it", async () => {
  const { page } = await certified({}, { ...GATEWAY, aws_vpc_endpoint: {} });
  expect(page).toContain("NOT A CERTIFICATE");
  expect(page).toContain("<p>No endpoint was found.</p>");
});

test("a gateway endpoint that its policy narrows is named as one, and is no exception", async () => {
  const statement = { Effect: "Allow", Principal: "*", Action: "*", Resource: "arn:aws:s3:::receipts/*" };
  const narrow = {
    vpc_id: "${aws_vpc.main.id}",
    service_name: "com.amazonaws.us-east-1.s3",
    vpc_endpoint_type: "Gateway",
    policy: JSON.stringify({ Statement: statement }),
  };
  const { certificate, page } = await certified({}, { aws_vpc_endpoint: { objects: narrow } });
  expect(certificate).toMatchObject({ result: "proven", allowances: [] });
  expect(certificate.statement.summary[1]).toBe(
    "It can reach only what is behind the endpoint listed below (com.amazonaws.us-east-1.s3 by a gateway endpoint, as far as its policy allows). Its connections are opened only from inside the network.",
  );
  expect(certificate.findings[0]?.message).toContain("to what its policy names: arn:aws:s3:::receipts/*");
  expect(page).toContain("gateway endpoints lead to S3 or DynamoDB without it");
  const open = await certified({}, { aws_vpc_endpoint: { objects: { ...narrow, policy: undefined } } });
  expect(open.certificate.result).toBe("violated");
});

test("no control says that data cannot leave where own principals can send it to buckets of anybody", async () => {
  const supports = async (config: object, more: Record<string, unknown>) => {
    const { certificate } = await certified(config, more);
    return [certificate.result, statusOf(certificate, "nist-800-53", "SC-7(10)")];
  };
  const gateway = (more: object) => ({
    aws_vpc_endpoint: {
      objects: {
        vpc_id: "${aws_vpc.main.id}",
        service_name: "com.amazonaws.us-east-1.s3",
        vpc_endpoint_type: "Gateway",
        policy: JSON.stringify({ Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*", ...more } }),
      },
    },
  });
  const principals = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } };
  expect(await supports({}, {})).toEqual(["proven", "supported"]);
  expect(await supports({}, gateway(principals))).toEqual(["proven", "not-supported"]);
  expect(await supports({}, gateway({ Resource: "arn:aws:s3:::reports-*/*" }))).toEqual(["proven", "not-supported"]);
  expect(await supports({ allowed_endpoint_types: ["Interface", "Gateway"] }, gateway({}))).toEqual([
    "proven-with-exceptions",
    "not-supported",
  ]);
});
