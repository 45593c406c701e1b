import { CONSUMER, consumerProblems, ENVIRONMENT, EXTERNAL, edit, environmentProblems } from "../support/environments";

const fixes = (problems: ReturnType<typeof consumerProblems>) => problems.map(({ path, fix }) => `${path}: ${fix}`);
const TOPIC = "arn:aws:sns:us-east-1:222222222222:alarms";
const inService = (keys: string) => edit(ENVIRONMENT, "    role: deploy\n", `    role: deploy\n${keys}`);
const HEALTH_CHECK = "        healthCheck:\n          protocol: HTTP\n          path: /health\n";

test.each([
  ["a key without its end", "alarmTopic", "client.alarmTopic: write `alarmTopicArns`, with a list"],
  ["one value for a list", "alarmTopicArns", `client.alarmTopicArns: write \`["${TOPIC}"]\``],
])("%s is one problem with what to write", (_, key, expected) => {
  expect(fixes(consumerProblems(`${CONSUMER}client:\n  ${key}: ${TOPIC}\n`))).toEqual([expected]);
});

test.each([
  ["orders", "orders-api"],
  ["orders-api", "orders"],
])("who writes the service %s is told of %s, the only one with that beginning", (written, known) => {
  const environment = edit(ENVIRONMENT, "  orders:", `  ${known}:`);
  const consumer = edit(CONSUMER, "service: orders", `service: ${written}`);
  expect(fixes(consumerProblems(consumer, environment))).toEqual([`connections.orders.service: write \`${known}\``]);
});

test.each([
  [
    "a health check",
    edit(ENVIRONMENT, HEALTH_CHECK, "        healthCheck: /health\n"),
    "services.orders.listeners.http.healthCheck: write a mapping, such as `{ protocol: HTTP, path: /health }`",
  ],
  [
    "private DNS",
    inService("    privateDns: orders.example.com\n"),
    "services.orders.privateDns: write a mapping, such as `{ name: orders.example.com }`",
  ],
  ["a card", inService("    card: true\n"), "services.orders.card: write a mapping, such as `{ parameter: {} }`"],
  ["monitoring", inService("    monitoring: true\n"), "services.orders.monitoring: write a mapping, such as `{}`"],
  [
    "the protocol HTTPS",
    edit(ENVIRONMENT, "        port: 80\n", "        port: 80\n        protocol: HTTPS\n"),
    "services.orders.listeners.http.protocol: write `TLS`, and the load balancer decrypts with a certificate, or `TCP`, and the targets decrypt",
  ],
  [
    "a path without a slash",
    edit(ENVIRONMENT, "path: /health", "path: health"),
    "services.orders.listeners.http.healthCheck.path: write `/health`",
  ],
  [
    "a whole URL",
    edit(ENVIRONMENT, "path: /health", "path: https://orders.example.com/health"),
    "services.orders.listeners.http.healthCheck.path: write `/health`",
  ],
  [
    "a path with a space",
    edit(ENVIRONMENT, "path: /health", "path: /a b"),
    "services.orders.listeners.http.healthCheck.path: take other characters out, or percent-encode them: a space is %20",
  ],
])("of %s it says what to write", (_, environment, expected) => {
  expect(fixes(environmentProblems(environment))).toEqual([expected]);
});

test("an endpoint id at the top of an external consumer's file belongs into the connection", () => {
  const text = `${edit(EXTERNAL, "    endpointId: vpce-0123456789abcdef0\n", "")}endpointId: vpce-0123456789abcdef0\n`;
  expect(fixes(consumerProblems(text))).toEqual(["endpointId: write it in `connections.orders`"]);
  expect(
    fixes(consumerProblems(`${text.replace("connections:\n", "connections:\n  a: { service: orders }\n")}`)),
  ).toEqual(["endpointId: write it in `connections.<name>`"]);
});

test("an external consumer without connections gets an example", () => {
  expect(fixes(consumerProblems('external: true\naccount: "888888888888"\n'))).toEqual([
    expect.stringMatching(/^connections: write, for example, `connections: \{ orders: \{ service: orders \} \}`/),
  ]);
});

describe("a KMS key for the states", () => {
  const backend = (arn: string) =>
    edit(ENVIRONMENT, "type: local", `type: s3\n  bucket: states\n  region: us-east-1\n  kmsKeyArn: "${arn}"`);

  test("with a UUID that Terraform's backend refuses is told so, once, whatever its region is", () => {
    for (const region of ["us-east-1", "eu-west-1"])
      expect(
        fixes(
          environmentProblems(backend(`arn:aws:kms:${region}:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab`)),
        ),
      ).toEqual([
        expect.stringMatching(/^backend.kmsKeyArn: copy the key's ARN from KMS: Terraform's S3 backend refuses/),
      ]);
  });
});

test("a region of another partition is not corrected by its letters", () => {
  const [problem] = environmentProblems(edit(ENVIRONMENT, "us-east-1", "us-iso-east-1"));
  expect(problem?.fix).toMatch(/^choose a region of the partitions aws, aws-cn and aws-us-gov: /);
});
