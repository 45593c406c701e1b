import { ENVIRONMENT, edit, environmentProblems, problem, problemsIn } from "../support/environments";

const withKeys = (keys: string) => edit(ENVIRONMENT, "role: deploy", keys);
const parameter = (keys: string) => withKeys(`card: {parameter: {${keys}}}`);
const TEXT = "one line of text without ${, %{ and {{";

test.each([
  "contact: Orders team <orders@example.com>",
  "description: Orders of the shop",
  "documentation: https://docs.example.com/orders",
  "card: {}",
  "card: {parameter: {}}",
  "card: {parameter: {name: /orders, shareWithConsumers: false, shareWith: [], allowExternalPrincipals: true}}",
  'card: {parameter: {shareWith: ["333333333333", "arn:aws:organizations::999999999999:organization/o-a1b2c3d4e5"]}}',
])("%s is accepted", (keys) => {
  expect(environmentProblems(withKeys(keys))).toEqual([]);
});

test.each<[string, string, string, string, string, string?]>([
  ["an empty contact", withKeys('contact: ""'), "9:14 services.orders.contact", "a length of 1 or more", '""'],
  ["a contact with an expression", withKeys('contact: "${var.x}"'), "9:14 services.orders.contact", TEXT, '"${var.x}"'],
  ["a description of two lines", withKeys('description: "a\\nb"'), "9:18 services.orders.description", TEXT, '"a\\nb"'],
  [
    "documentation without a link",
    withKeys("documentation: see the wiki"),
    "9:20 services.orders.documentation",
    "a link that begins with https://, of at most 508 characters",
    '"see the wiki"',
  ],
  [
    "a parameter's name of AWS's own",
    parameter("name: /aws/orders"),
    "9:30 services.orders.card.parameter.name",
    "a name of a parameter, such as /privatelink/prod/orders: at most 15 levels of letters, digits and _.-, of which the first does not begin with aws or ssm",
    '"/aws/orders"',
  ],
  [
    "a principal that RAM does not take",
    parameter("shareWith: [arn:aws:iam::333333333333:root]"),
    "9:36 services.orders.card.parameter.shareWith[0]",
    "the id of an account, or the ARN of an organization or an organizational unit",
    '"arn:aws:iam::333333333333:root"',
  ],
  [
    "sharing with itself",
    parameter('shareWith: ["111111111111"]'),
    "9:36 services.orders.card.parameter.shareWith[0]",
    "an account other than the service's own, which may read it",
    '"111111111111"',
    "take it out",
  ],
  [
    "sharing twice",
    parameter('shareWith: ["333333333333", "333333333333"]'),
    "9:52 services.orders.card.parameter.shareWith[1]",
    "each principal once",
    "`333333333333` twice (line 9, positions 1 and 2)",
    "delete all but one",
  ],
])("fails on %s", (_, text, place, ...rest) => {
  expect(environmentProblems(text)).toEqual([problem(`dev/environment.yaml:${place}`, ...rest)]);
});

describe("fails on two parameters of one name in an account and region:", () => {
  const service = (cidr: string, name: string) =>
    `{account: "111111111111", vpc: {cidr: ${cidr}, zones: [use1-az1]}, listeners: {http: {port: 80}}, card: {parameter: {${name}}}}`;
  const environment = (...services: string[]) =>
    `backend: {type: local}\nregion: us-east-1\nservices:\n${services.map((each, index) => `  s${index}: ${each}\n`).join("")}`;

  test("of one environment", () => {
    const text = environment(service("10.1.0.0/20", "name: /x"), service("10.2.0.0/20", "name: /x"));
    expect(environmentProblems(text)).toEqual([
      problem(
        "dev/environment.yaml:5:134 services.s1.card.parameter.name",
        "a parameter other than that of service s0 of dev/environment.yaml",
        "`/x` twice (lines 4 and 5)",
        "choose another name",
      ),
    ]);
  });

  test("of two, one of which has the default name", () => {
    const files = {
      "a/environment.yaml": environment(service("10.1.0.0/20", "")),
      "b/environment.yaml": environment(service("10.1.0.0/20", "name: /privatelink/a/s0")),
    };
    expect(problemsIn(files)).toMatchObject([
      {
        file: "b/environment.yaml",
        path: "services.s0.card.parameter.name",
        found: "`/privatelink/a/s0` twice (a/environment.yaml:4 and b/environment.yaml:4)",
      },
    ]);
  });

  test("but not of other accounts", () => {
    const text = environment(
      service("10.1.0.0/20", "name: /x"),
      service("10.2.0.0/20", "name: /x").replace("111111111111", "333333333333"),
    );
    expect(environmentProblems(text)).toEqual([]);
  });
});
