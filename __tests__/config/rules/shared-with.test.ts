import { ENVIRONMENT, edit, environmentProblems } from "../../support/environments";

const HUB = (principals: string) => `${ENVIRONMENT}hubs:
  central:
    account: "111111111111"
    role: deploy
    clientRanges: [10.0.0.0/8]
    vpcs: { a: { id: vpc-0123456789abcdef0, subnets: { use1-az1: subnet-0123456789abcdef0 } } }
    profile: { principals: [${principals}] }
`;
const ORGANIZATION = "arn:aws:organizations::111111111111:organization/o-0123456789";

test("other accounts and an organization of the partition are accepted", () => {
  expect(environmentProblems(HUB(`"222222222222", "${ORGANIZATION}"`))).toEqual([]);
});

test.each([
  ["the hub's own account", '"111111111111"', "an account other than the hub's own, which has the Profile"],
  ["an account twice", '"222222222222", "222222222222"', "each principal once"],
  ["another partition", `"${ORGANIZATION.replace("aws", "aws-cn")}"`, "an ARN of the region's partition, arn:aws:..."],
])("fails on %s among those whom a Profile is shared with", (_, principals, expected) => {
  expect(environmentProblems(HUB(principals))).toMatchObject([
    { path: expect.stringMatching(/^hubs\.central\.profile\.principals\[\d\]$/), expected },
  ]);
});

test("fails on an organization of another partition among those whom a card is shared with", () => {
  const card = `    card: { parameter: { shareWith: ["${ORGANIZATION.replace("aws", "aws-cn")}"] } }\n`;
  expect(environmentProblems(edit(ENVIRONMENT, "    targets:\n", `${card}    targets:\n`))).toMatchObject([
    { path: "services.orders.card.parameter.shareWith[0]" },
  ]);
});
