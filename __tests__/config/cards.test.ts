import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documentMistake } from "../../config/card-origin";
import { loadEnvironments } from "../../config/load";
import { renderCard, serviceCard } from "../../modules/card";
import { CARD } from "../support/card";
import { ENVIRONMENT, edit, folderOf, problem, problemsIn, temporaryFolder } from "../support/environments";

const TEXT = `${renderCard(serviceCard(CARD))}\n`;
const CONSUMER = `account: "222222222222"
vpc:
  cidr: 10.20.0.0/20
  zones: [use1-az1, use1-az2]
connections:
  shop:
    card: orders
`;
const LONE = "backend: {type: local}\nregion: us-east-1\n";

/** What is wrong with a card's file, and with a consumer that connects by it, in an environment named dev. */
function problemsOf({ card = TEXT, consumer = CONSUMER, environment = LONE } = {}) {
  return problemsIn({
    "dev/environment.yaml": environment,
    "dev/consumers/web.yaml": consumer,
    "dev/cards/orders.json": card,
  });
}

test("a card is read, with its file's name", () => {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/cards/orders.json": TEXT });
  expect(loadEnvironments(folder)[0]?.cards).toEqual({ orders: serviceCard(CARD) });
});

test("a card that no connection uses is fine, and so is none", () => {
  expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT, "dev/cards/orders.json": TEXT })).toEqual([]);
  expect(problemsIn({ "dev/environment.yaml": ENVIRONMENT })).toEqual([]);
});

test.each([
  ["in one line", JSON.stringify(JSON.parse(TEXT))],
  ["indented with tabs", JSON.stringify(JSON.parse(TEXT), undefined, "\t")],
  ["with a byte order mark", `\ufeff${TEXT}`],
  ["with lines of Windows", TEXT.replaceAll("\n", "\r\n")],
  ["with keys of a later writer", edit(TEXT, '"type":', '"later": {"key": []},\n  "type":')],
  ["with escapes", edit(TEXT, '"prod"', '"\\u0070rod"')],
])("a card %s is read", (_, card) => {
  expect(problemsOf({ card })).toEqual([]);
});

const CARD_EXPECTED = "a service card, which is a JSON object";
const TERRAFORM = "terraform -chdir=cdktf.out/stacks/<environment>-service-<service> output -raw service_card";
const OF_STACK = "terraform -chdir=cdktf.out/stacks/prod-service-orders output -raw service_card";
const saveBy = (command: string) => `save it with: ${command} > dev/cards/orders.json`;

describe("fails on the file of a card", () => {
  test.each<[string, string, string, string, string, string, string?]>([
    [
      "with another format",
      '"privatelink-service-card"',
      '"card"',
      "2:13 format",
      "privatelink-service-card, as in every service card",
      '"card"',
      "take the card from the service's stack: terraform output -raw service_card",
    ],
    [
      "of a later version, of which nothing else can be said",
      '"version": 1,\n  "type": "Interface",',
      '"version": 2,',
      "3:14 version",
      "1, the only version that is read here",
      "2 (number)",
      "update this project, or ask the provider for a card of version 1",
    ],
    [
      "of a service that is not deployed",
      `"${CARD.serviceName}"`,
      "null",
      "10:18 serviceName",
      "the name of the service",
      "nothing: the value is empty",
      "deploy the service (in `cards/` of the output folder are cards of before), then save it with: terraform -chdir=cdktf.out/stacks/prod-service-orders output -raw service_card > dev/cards/orders.json",
    ],
    [
      "without a word about the name",
      `  "serviceName": "${CARD.serviceName}",\n`,
      "",
      "1:1 serviceName",
      "a service name: com.amazonaws.vpce.<region>.vpce-svc-<17 hex digits>, or null before the service is deployed: Name of the service, which endpoints ask for; null before the service is deployed.",
      "nothing: the key is missing",
    ],
    [
      "with a port that is a text",
      '"port": 80',
      '"port": "80"',
      "27:15 listeners.http.port",
      "a number",
      '"80"',
      "write `80`",
    ],
    [
      "with a zone of another region",
      '"use1-az2"',
      '"use2-az2"',
      "19:5 zoneIds[1]",
      "a zone of the service's region, us-east-1",
      '"use2-az2"',
    ],
    [
      "with a hidden key",
      '"type":',
      '"__proto__": {"x": 1},\n  "type":',
      "4:3 __proto__",
      "a key other than __proto__",
      'the key "__proto__"',
      "rename it, or take it out",
    ],
    ["that is no JSON", '"version": 1', '"version": one', "3:14", "a value, in JSON", '"o"'],
    ["with a comma too many", "false\n}", "false,\n}", "43:1", "a string, in JSON", '"}"'],
    [
      "with a key twice",
      '"type":',
      '"type": "Gateway",\n  "type":',
      "5:3",
      "a service card, in JSON",
      'the key "type" is there twice in one object',
    ],
  ])("%s", (_, part, by, place, ...rest) => {
    expect(problemsOf({ card: edit(TEXT, part, by) })).toEqual([problem(`dev/cards/orders.json:${place}`, ...rest)]);
  });

  test("with a zone and a port twice", () => {
    const card = edit(
      edit(TEXT, '"use1-az2"', '"use1-az1"'),
      '"listeners": {',
      '"listeners": {\n    "again": { "port": 80, "protocol": "TCP" },',
    );
    expect(problemsOf({ card }).map(({ expected, found }) => [expected, found])).toEqual([
      ["each zone once", "`use1-az1` twice (lines 18 and 19)"],
      ["each port once", "`80` twice (lines 22 and 28)"],
    ]);
  });

  test.each<[string, string, string, string?]>([
    [
      "saved without -raw",
      JSON.stringify(TEXT),
      "a card in quotation marks: it was saved without `-raw`, or from the AWS CLI without `--output text`",
      OF_STACK,
    ],
    [
      "between <<EOT and EOT",
      `<<EOT\n${TEXT}EOT\n`,
      "a card between `<<EOT` and `EOT`: it was saved without `-raw`",
      OF_STACK,
    ],
    [
      "among all outputs",
      `service_card = <<EOT\n${TEXT}EOT\nservice_name = "x"\n`,
      "outputs with their names, as `terraform output` prints them without `-raw`",
      OF_STACK,
    ],
    [
      "among all outputs in JSON",
      JSON.stringify({ service_card: { sensitive: false, type: "string", value: TEXT } }),
      "all outputs of the stack, as `terraform output -json` prints them",
      OF_STACK,
    ],
    [
      "as an output with its type",
      JSON.stringify({ sensitive: false, type: "string", value: TEXT }),
      "an output with its type: it was saved with `-json`, not with `-raw`",
      OF_STACK,
    ],
    [
      "as a state",
      JSON.stringify({ version: 4, terraform_version: "1.10.0", outputs: {} }),
      "a state or plan of Terraform",
    ],
    [
      "as an answer of AWS",
      JSON.stringify({ ServiceDetails: [] }),
      "an answer of AWS about endpoint services, which is no card",
    ],
    [
      "as a message of Terraform",
      "╷\n│ Warning: No outputs found\n╵\n",
      "a message of Terraform: the command that was to print the card failed",
    ],
    ["as a web page", "<!DOCTYPE html><html></html>", "a web page"],
    ["as YAML", "format: privatelink-service-card\nversion: 1\n", "a card that somebody wrote as YAML"],
  ])("%s, and says how to save it", (_, card, found, command = TERRAFORM) => {
    expect(problemsOf({ card })).toEqual([
      problem("dev/cards/orders.json:1:1", CARD_EXPECTED, found, expect.stringContaining(saveBy(command))),
    ]);
    expect(problemsOf({ card })[0]?.fix).toContain("ask its provider for what this command prints");
  });

  test("that only is to be unescaped, and says how", () => {
    const [quoted] = problemsOf({ card: JSON.stringify(TEXT) });
    expect(quoted?.fix).toMatch(
      /^unescape it with: jq -r \. \S*orders\.json > \S+ && mv \S+ \S*orders\.json; or save it with: /,
    );
    const [between] = problemsOf({ card: `<<EOT\n${TEXT}EOT\n` });
    expect(between?.fix).toMatch(/^delete the first and the last line, or save it with: /);
  });

  test("of a name with a space, in quotes where a shell reads it", () => {
    expect(documentMistake(JSON.stringify(TEXT), "my cards/orders.json")?.fix).toContain("'my cards/orders.json'");
  });

  test("that is the answer of Systems Manager, and names the parameter", () => {
    const answer = { Parameter: { Name: "/privatelink/prod/orders", Type: "String", Value: TEXT } };
    const command = "aws ssm get-parameter --name /privatelink/prod/orders --query Parameter.Value --output text";
    expect(problemsOf({ card: JSON.stringify(answer, undefined, 2) })).toMatchObject([
      { found: "the answer of `aws ssm get-parameter`, in which the card is one value", fix: saveBy(command) },
    ]);
  });

  test("with the outputs of a stack that has no card, or with the card under a key", () => {
    const output = { sensitive: false, type: "string", value: "vpce-0123456789abcdef0" };
    expect(problemsOf({ card: JSON.stringify({ endpoint_ids: output }) })).toMatchObject([
      { found: "outputs of a stack that has no `service_card`: endpoint_ids" },
    ]);
    expect(problemsOf({ card: `{"card": ${TEXT}}` })).toMatchObject([
      { found: "a card under the key `card`", fix: "keep only what is under the key" },
    ]);
  });

  test.each([
    ['"1"', "ask the provider for the card once more, as terraform output -raw service_card prints it"],
    ["0", "ask the provider for the card once more, as terraform output -raw service_card prints it"],
    ["7", "update this project, or ask the provider for a card of version 1"],
  ])("of version %s", (version, fix) => {
    expect(problemsOf({ card: edit(TEXT, '"version": 1', `"version": ${version}`) })).toMatchObject([
      { path: "version", fix },
    ]);
  });

  test("that is a list", () => {
    expect(problemsOf({ card: "[]" })).toEqual([
      problem("dev/cards/orders.json:1:1", "a service card, which is a JSON object", "an empty list"),
    ]);
  });

  test("that is empty", () => {
    expect(problemsOf({ card: "" })).toEqual([
      problem("dev/cards/orders.json:1:1", CARD_EXPECTED, "an empty file", expect.stringContaining(saveBy(TERRAFORM))),
    ]);
  });

  test("with everything at once, and what it is used for", () => {
    const card = edit(edit(TEXT, '"prod"', '""'), '"IPV4"'.toLowerCase(), '"ipx"');
    expect(problemsOf({ card }).map(({ path }) => path)).toEqual(["environment", "addressTypes[0]"]);
  });

  test("in UTF-16, that is a folder, or has another name", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "dev/cards/folder.json"), { recursive: true });
    writeFileSync(join(folder, "dev/environment.yaml"), ENVIRONMENT);
    writeFileSync(join(folder, "dev/cards/orders.json"), `\ufeff${TEXT}`, "utf16le");
    writeFileSync(join(folder, "dev/cards/Orders.json"), TEXT);
    writeFileSync(join(folder, "dev/cards/orders.yaml"), TEXT);
    writeFileSync(join(folder, "dev/cards/README.md"), "");
    let message = "";
    try {
      loadEnvironments(folder);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain("4 problems in 4 files");
    expect(message).toContain("cards/Orders.json:1:1\n  expected: a key of lower-case letters");
    expect(message).toContain("cards/folder.json:1:1\n  expected: a file that can be read\n  found:    a folder");
    expect(message).toContain("cards/orders.json:1:1\n  expected: text in UTF-8\n  found:    another encoding");
    expect(message).toContain("cards/orders.yaml:1:1\n  expected: files named <card>.json, one a card");
  });
});

describe("fails on a connection by card", () => {
  test("that there is not, nearly one that there is", () => {
    expect(problemsOf({ consumer: edit(CONSUMER, "card: orders", "card: order") })).toEqual([
      problem(
        "dev/consumers/web.yaml:7:11 connections.shop.card",
        "a card in dev/cards: orders",
        '"order"',
        "write `orders`",
      ),
    ]);
  });

  test("where there is none", () => {
    expect(problemsIn({ "dev/environment.yaml": LONE, "dev/consumers/web.yaml": CONSUMER })).toEqual([
      problem(
        "dev/consumers/web.yaml:7:11 connections.shop.card",
        "a service card in dev/cards, where there is none",
        '"orders"',
        "put the card there as orders.json: its provider has it as output service_card",
      ),
    ]);
  });

  test("of another name than a card can have", () => {
    expect(problemsOf({ consumer: edit(CONSUMER, "card: orders", "card: cards/orders.json") })).toMatchObject([
      { path: "connections.shop.card", expected: expect.stringContaining("a key of lower-case letters") },
    ]);
  });

  test("beside another way", () => {
    expect(problemsOf({ consumer: `${CONSUMER}    service: orders\n` })).toMatchObject([
      { path: "connections.shop", found: "a mapping with the keys card, service" },
    ]);
  });

  test("on ports, protocols and paths that the service has not", () => {
    const consumer = `${CONSUMER}    ports: [80, 81, 80/udp, 443]\n    httpPaths: {443: /}\n`;
    const name = "the service of card orders";
    expect(problemsOf({ consumer })).toEqual([
      problem(
        "dev/consumers/web.yaml:8:17 connections.shop.ports[1]",
        `a port that ${name} listens on: 53, 53/udp, 80, 443`,
        "81 (number)",
      ),
      problem(
        "dev/consumers/web.yaml:8:21 connections.shop.ports[2]",
        `a port that ${name} listens on: 53, 53/udp, 80, 443`,
        '"80/udp"',
      ),
      problem(
        "dev/consumers/web.yaml:9:22 connections.shop.httpPaths.443",
        `a port that ${name} listens on over TCP without TLS: 53, 80`,
        '"/"',
      ),
    ]);
  });

  test("with too few zones that it shares with the VPC", () => {
    const consumer = edit(CONSUMER, "use1-az1, use1-az2", "use1-az2, use1-az4");
    expect(problemsOf({ consumer })).toEqual([
      problem(
        "dev/consumers/web.yaml:6:3 connections.shop",
        "at least 2 zone(s) that both the service and the VPC are in",
        "1 shared: the service is in use1-az1, use1-az2, the VPC in use1-az2, use1-az4",
        "add a zone on either side, or set `minimumZones` lower (with one zone, the connection fails when that zone fails)",
      ),
    ]);
    expect(problemsOf({ consumer: `${consumer}    minimumZones: 1\n` })).toEqual([]);
  });

  test("of a service that takes no IPv4", () => {
    const card = `${renderCard(serviceCard({ ...CARD, addressTypes: ["ipv6"] }))}\n`;
    expect(problemsOf({ card })).toEqual([
      problem(
        "dev/consumers/web.yaml:7:11 connections.shop.card",
        "the card of a service that takes endpoints with IPv4 addresses",
        "addressTypes of orders: ipv6",
        "ask the provider to let the service support ipv4, or choose another `ipAddressType`",
      ),
    ]);
  });

  test("of a service of the same environment, whose connection nobody would accept", () => {
    const card = `${renderCard(serviceCard({ ...CARD, environment: "dev" }))}\n`;
    expect(problemsOf({ card, environment: ENVIRONMENT })).toEqual([
      problem(
        "dev/consumers/web.yaml:7:11 connections.shop.card",
        "the card of somebody else's service: this is orders of dev/environment.yaml",
        '"orders"',
        "connect with `service: orders` in place of `card`",
      ),
    ]);
    expect(problemsOf({ card: edit(card, "111111111111", "999999999999"), environment: ENVIRONMENT })).toEqual([]);
    expect(problemsOf({ card })).toEqual([]);
  });

  test("whose file is refused: no second problem for its connections", () => {
    expect(problemsOf({ card: "{" }).map(({ file }) => file)).toEqual(["dev/cards/orders.json"]);
    expect(problemsOf({ card: edit(TEXT, "false", "1") }).map(({ file }) => file)).toEqual(["dev/cards/orders.json"]);
  });
});

describe("zones of a service by name, told by hand,", () => {
  const byName = (more: string) =>
    problemsIn({
      "dev/environment.yaml": LONE,
      "dev/consumers/web.yaml": edit(
        CONSUMER,
        "card: orders",
        `serviceName: ${CARD.serviceName}\n    ports: [80]\n    ${more}`,
      ),
    });

  test("are accepted", () => {
    expect(byName("zones: [use1-az1, use1-az2, use1-az4]")).toEqual([]);
  });

  test("fail where they share too few with the VPC", () => {
    expect(byName("zones: [use1-az2, use1-az4]")).toMatchObject([
      { path: "connections.shop", found: expect.stringMatching(/^1 shared: the service is in use1-az2, use1-az4/) },
    ]);
  });

  test("fail where they are of another region", () => {
    expect(byName("zones: [use1-az1, use1-az2, use2-az1]")).toEqual([
      problem(
        "dev/consumers/web.yaml:9:33 connections.shop.zones[2]",
        "a zone of us-east-1: use1-az1 and so on",
        '"use2-az1"',
      ),
    ]);
  });
});
