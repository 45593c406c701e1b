import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraformDigest } from "../../engine/stack-files";
import { temporaryFolder } from "../support/environments";
import { certify, consumerStack, GATEWAY, put, readCertificate, readIndex, writeStacks } from "./estate";

const NAMES = ["dev-consumer-web", "prod-consumer-billing", "prod-consumer-web"];

let parent: string;
let stacks: string;
let out: string;

beforeEach(() => {
  parent = temporaryFolder();
  out = join(parent, "certificates");
  stacks = writeStacks(join(parent, "cdktf.out"), Object.fromEntries(NAMES.map((name) => [name, consumerStack(name)])));
});

const written = () => readIndex(out).certificates.map(({ stack }) => stack);

test("everything is proven: exit code 0", async () => {
  expect((await certify(stacks, out)).code).toBe(0);
  expect(written()).toEqual(NAMES);
});

test.each([
  [
    ["--env", "prod"],
    ["prod-consumer-billing", "prod-consumer-web"],
  ],
  [
    ["--consumer", "web"],
    ["dev-consumer-web", "prod-consumer-web"],
  ],
  [["--env", "prod", "--consumer", "web"], ["prod-consumer-web"]],
])("%j selects stacks", async (options, expected) => {
  expect((await certify(stacks, out, options)).code).toBe(0);
  expect(written()).toEqual(expected);
});

test.each([
  [["--env", "prd"], "no such environments:\n  - prd: did you mean prod?"],
  [["--consumer", "webb"], "no such consumers:\n  - webb: did you mean web?"],
  [["--env", "dev", "--consumer", "billing"], "no such consumers:\n  - billing"],
])("%j matches nothing: exit code 2, and nothing is written", async (options, message) => {
  const { code, error } = await certify(stacks, out, options);
  expect([code, existsSync(out)]).toEqual([2, false]);
  expect(error).toContain(message);
});

test("only the formats that are asked for are written", async () => {
  await certify(stacks, out, ["--format", "json", "--env", "dev"]);
  expect(readdirSync(join(out, "dev"))).toEqual(["dev-consumer-web--aws_vpc.main.json"]);
  expect(readdirSync(out).sort()).toEqual(["dev", "index.json"]);
});

test("a document that cannot be judged gets no page, and is named: exit code 2", async () => {
  writeStacks(stacks, { "prod-consumer-broken": '{"resource": ' });
  const { code, error } = await certify(stacks, out);
  expect(code).toBe(2);
  expect(error).toMatch(/prod-consumer-broken.* could not be judged: not valid JSON/);
  expect(written()).toEqual(NAMES);
  expect(readIndex(out).not_judged[0]?.file).toContain("prod-consumer-broken");
  expect(readFileSync(join(out, "index.html"), "utf8")).toContain("Could not be judged");
});

test("stacks that are no longer declared are left out", async () => {
  put(
    join(stacks, "removed/prod-consumer-old/cdk.tf.json"),
    JSON.stringify(consumerStack("prod-consumer-old", GATEWAY)),
  );
  expect((await certify(stacks, out)).code).toBe(0);
  expect(written()).toEqual(NAMES);
});

test("no consumer VPC: nothing is certified, exit code 2", async () => {
  const other = writeStacks(join(parent, "other"), {
    "prod-service-orders": {
      ...consumerStack("prod-service-orders"),
      output: { privatelink_stack_role: { value: "service" } },
    },
  });
  const { code, error } = await certify(other, out);
  expect([code, existsSync(out)]).toEqual([2, false]);
  expect(error).toContain("expected stacks with a consumer VPC; found none");
});

describe("a consumer whose VPC has a path to a hub", () => {
  const STACK = "prod-consumer-spoke";
  const said = `no certificate for ${STACK}: a VPC with a path to a hub (\`hubPath\`) is not isolated`;

  beforeEach(() => {
    const { output: _, resource, ...stack } = consumerStack(STACK);
    const tags = { "privatelink:vpc-role": "hub" };
    const { aws_vpc: __, ...rest } = resource as Record<string, object>;
    const output = { privatelink_stack_role: { value: "hub" } };
    writeStacks(stacks, { [STACK]: { ...stack, output, resource: { aws_vpc: { main: { tags } }, ...rest } } });
  });

  test("has no page, and is named", async () => {
    const { code, error } = await certify(stacks, out, ["--env", "prod"]);
    expect([code, written()]).toEqual([0, ["prod-consumer-billing", "prod-consumer-web"]]);
    expect(error).toContain(said);
  });

  test("fails where it is asked for by name, beside others and by itself", async () => {
    const { code, error } = await certify(stacks, out, ["--consumer", "web", "spoke"]);
    expect([code, error]).toEqual([2, expect.stringContaining(said)]);
    expect(written()).toEqual(["dev-consumer-web", "prod-consumer-web"]);
    const alone = await certify(stacks, out, ["--consumer", "spoke"]);
    expect([alone.code, alone.error]).toEqual([2, expect.stringContaining(said)]);
  });
});

test("fails where no VPC of a consumer that is named counts as a consumer's", async () => {
  const name = "prod-consumer-other";
  writeStacks(stacks, { [name]: { ...consumerStack(name), output: { privatelink_stack_role: { value: "service" } } } });
  const { code, error } = await certify(stacks, out, ["--consumer", "other", "web"]);
  expect(code).toBe(2);
  expect(error).toContain(`no certificate for ${name}: no VPC of the stack counts as a consumer's`);
});

test("an unused waiver is an error of the policy data: exit code 1, and the certificates are written", async () => {
  const data = join(parent, "policy.yaml");
  put(
    data,
    "waivers:\n  - rule: no-vpn\n    address: aws_vpn_gateway.x\n    reason: a reason that is long enough\n    owner: team\n    expires: 2026-12-31\n",
  );
  const { code, error } = await certify(stacks, out, ["--data", data]);
  expect(code).toBe(1);
  expect(error).toContain("the waiver of no-vpn at aws_vpn_gateway.x is unused");
  expect(written()).toEqual(NAMES);
});

describe("the folder", () => {
  test("that holds something else is refused, and stays as it is", async () => {
    put(join(out, "notes.txt"), "mine");
    const { code, error } = await certify(stacks, out);
    expect(code).toBe(1);
    expect(error).toMatch(/expected no folder, an empty one, or one that .* wrote; found: notes\.txt/);
    expect(readdirSync(out)).toEqual(["notes.txt"]);
    expect(readdirSync(parent).sort()).toEqual(["cdktf.out", "certificates"]);
  });

  test("of an earlier run is replaced as a whole, unless a signature was put there", async () => {
    await certify(stacks, out);
    await certify(stacks, out, ["--env", "dev"]);
    expect(readdirSync(out).sort()).toEqual(["dev", "index.html", "index.json"]);
    writeFileSync(join(out, "dev/signed.sigstore.json"), "{}");
    expect((await certify(stacks, out)).error).toContain("dev/signed.sigstore.json");
    expect(written()).toEqual(["dev-consumer-web"]);
  });

  test("that is a symbolic link is refused", async () => {
    mkdirSync(join(parent, "elsewhere"));
    symlinkSync(join(parent, "elsewhere"), out);
    expect((await certify(stacks, out)).error).toContain("found: a symbolic link");
  });

  test("that cannot be written: exit code 2", async () => {
    put(join(parent, "file"), "");
    const { code, error } = await certify(stacks, join(parent, "file/certificates"));
    expect(code).toBe(2);
    expect(error).toContain("expected a folder that can be written");
  });

  test("names of stacks and addresses are safe as files, and two never share one", async () => {
    const hostile = writeStacks(join(parent, "hostile"), {});
    for (const name of ["a b", "a;b", `${"x".repeat(150)}`])
      put(join(hostile, "stacks", name, "cdk.tf.json"), JSON.stringify(consumerStack(name)));
    await certify(hostile, out);
    const files = readdirSync(join(out, "other")).filter((file) => file.endsWith("aws_vpc.main.html"));
    expect(files).toHaveLength(3);
    expect(files.every((file) => /^[\w.-]{1,200}$/.test(file))).toBe(true);
  });
});

/** Writes the order of deployment of one stack. */
function writeOrder(name: string, digest: string): void {
  const order = {
    format: "cdktf-privatelink/order",
    version: 1,
    head: { commit: "a".repeat(40), dirty: false },
    environments: { blue: { deferred: "auto" } },
    waves: [[name]],
    stacks: [
      {
        name,
        environment: "blue",
        kind: "consumer",
        folder: `stacks/${name}`,
        account: "333333333333",
        region: "eu-west-1",
        dependencies: [],
        wave: 0,
        digest,
      },
    ],
  };
  put(join(stacks, "order.json"), JSON.stringify(order));
}

test("order.json names environment, account and region of a stack", async () => {
  const name = "prod-consumer-web";
  const { provider: _, ...stack } = consumerStack(name);
  writeStacks(stacks, { [name]: stack });
  writeOrder(name, terraformDigest(join(stacks, "stacks", name)));
  await certify(stacks, out, ["--env", "blue"]);
  expect(readIndex(out).certificates).toMatchObject([
    { environment: "blue", stack: name, account: "333333333333", region: "eu-west-1" },
  ]);
});

test("the commit is the one of the synthesis, and not known without order.json", async () => {
  const name = "prod-consumer-web";
  writeStacks(stacks, { [name]: consumerStack(name) });
  const head = async () => {
    await certify(stacks, out);
    const [entry] = readIndex(out).certificates;
    return readCertificate(out, `${entry?.path}`).head;
  };
  expect(await head()).toBeNull();
  writeOrder(name, terraformDigest(join(stacks, "stacks", name)));
  expect(await head()).toEqual({ commit: "a".repeat(40), dirty: false });
});

test("fails for a stack that order.json names and that is not there, only if the stack is asked for", async () => {
  const name = "blue-consumer-web";
  writeStacks(stacks, { [name]: consumerStack(name), "prod-consumer-web": consumerStack("prod-consumer-web") });
  writeOrder(name, terraformDigest(join(stacks, "stacks", name)));
  rmSync(join(stacks, "stacks", name), { recursive: true });
  const { code, error } = await certify(stacks, out);
  expect(code).toBe(2);
  expect(error).toContain(`stacks/${name}: expected the stacks that order.json names; found that they are not there.`);
  expect(existsSync(out)).toBe(false);
  expect((await certify(stacks, out, ["--env", "prod"])).code).toBe(0);
});

test("fails for a stack with other bytes than order.json names, only if the stack is asked for", async () => {
  const name = "blue-consumer-web";
  writeStacks(stacks, { [name]: consumerStack(name), "prod-consumer-web": consumerStack("prod-consumer-web") });
  writeOrder(name, terraformDigest(join(stacks, "stacks", name)));
  const file = join(stacks, "stacks", name, "cdk.tf.json");
  writeFileSync(file, readFileSync(file, "utf8").replace("10.1.0.0/24", "10.1.1.0/24"));
  const { code, error } = await certify(stacks, out);
  expect(code).toBe(2);
  expect(error).toContain(
    `stacks/${name}: expected the bytes that order.json names; found other bytes. Run \`privatelink synth\` again.`,
  );
  expect(existsSync(out)).toBe(false);
  expect((await certify(stacks, out, ["--env", "prod"])).code).toBe(0);
});
