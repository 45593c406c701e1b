import { loadEnvironments } from "../../config/load";
import {
  CONSUMER,
  consumerProblems,
  ENVIRONMENT,
  EXTERNAL,
  edit,
  folderOf,
  type Mistake,
  problem,
} from "../support/environments";

const SINCE = "with `state: revoked`, the day since which it holds, such as 2027-06-30";
const MISSING = "nothing: the key is missing";

interface Added {
  readonly what: string;
  /** What is added to a sound file of either kind. */
  readonly lines: string;
  /** Line from there, column and path. @default - the beginning of the file: a key is missing */
  readonly place?: readonly [line: number, column: number];
  readonly path: string;
  readonly expected: string;
  /** What was found, by the line at which something is added. */
  readonly found: (line: number) => string;
  readonly fix?: string;
}

const ROOT = "arn:aws:iam::111111111111:root";

const MISTAKES: readonly Added[] = [
  {
    what: "an unknown state",
    lines: "state: revokd",
    place: [0, 8],
    path: "state",
    expected: "one of invited, allowed, draining, revoked",
    found: () => '"revokd"',
    fix: "write `revoked`",
  },
  {
    what: "a revoked consumer without a day",
    lines: "state: revoked\nreason: x",
    path: "since",
    expected: SINCE,
    found: () => MISSING,
  },
  {
    what: "a revoked consumer without a reason",
    lines: "state: revoked\nsince: 2027-01-01",
    path: "reason",
    expected: "with `state: revoked`, the reason",
    found: () => MISSING,
  },
  {
    what: "a day that there is not",
    lines: "until: 2027-02-29",
    place: [0, 8],
    path: "until",
    expected: "a day, such as 2027-06-30",
    found: () => '"2027-02-29"',
  },
  {
    what: "an access that ends before its state began",
    lines: "since: 2027-02-01\nuntil: 2027-01-31",
    place: [1, 8],
    path: "until",
    expected: "a day that is not before `since`, 2027-02-01",
    found: () => '"2027-01-31"',
    fix: "correct one of the two days",
  },
  {
    what: "one principal beside several",
    lines: `principal: ${ROOT}\nprincipals: [${ROOT}]`,
    place: [1, 13],
    path: "principals",
    expected: "either `principal` or `principals`, not both",
    found: () => "a list of 1",
    fix: "write all of them under `principals`",
  },
  {
    what: "a principal twice",
    lines: `principals:\n  - ${ROOT}\n  - ${ROOT}`,
    place: [2, 5],
    path: "principals[1]",
    expected: "each principal once",
    found: (line) => `\`${ROOT}\` twice (lines ${line + 1} and ${line + 2})`,
    fix: "delete all but one",
  },
  {
    what: "everybody as a principal",
    lines: 'principals: ["*"]',
    place: [0, 14],
    path: "principals[0]",
    expected: "one principal, not `*`",
    found: () => '"*"',
  },
];

describe.each([
  ["external", EXTERNAL.replaceAll("888888888888", "111111111111")],
  ["managed", CONSUMER.replaceAll("222222222222", "111111111111")],
])("a consumer, %s", (_kind, text) => {
  const end = text.split("\n").length;

  test.each(MISTAKES)("fails on $what", ({ lines, place, path, expected, found, fix }) => {
    const at = place === undefined ? "1:1" : `${end + place[0]}:${place[1]}`;
    expect(consumerProblems(`${text}${lines}\n`)).toEqual([
      problem(`dev/consumers/web.yaml:${at} ${path}`, expected, found(end), fix),
    ]);
  });
});

test("an access may have ended before it was revoked", () => {
  const text = `${EXTERNAL}state: revoked\nsince: 2027-02-01\nreason: ended\nuntil: 2027-01-31\n`;
  expect(consumerProblems(text)).toEqual([]);
});

const OF_EXTERNAL: readonly Mistake[] = [
  [
    "no account",
    'account: "888888888888"\n',
    "",
    "1:1 account",
    "`account`, an account id in quotes, or `accounts` with several",
    MISSING,
  ],
  [
    "both kinds of accounts",
    'account: "888888888888"\n',
    'account: "888888888888"\naccounts: ["888888888889"]\n',
    "3:11 accounts",
    "either `account` or `accounts`, not both",
    "a list of 1",
    "write all of them under `accounts`",
  ],
  [
    "an account twice",
    'account: "888888888888"\n',
    'accounts: ["888888888888", "888888888888"]\n',
    "2:28 accounts[1]",
    "each account once",
    "`888888888888` twice (line 2, positions 1 and 2)",
    "delete all but one",
  ],
  [
    "an endpoint in both keys",
    "endpointId: vpce-0123456789abcdef0\n",
    "endpointId: vpce-0123456789abcdef0\n    endpointIds: [vpce-0123456789abcdef0]\n",
    "7:18 connections.orders.endpointIds",
    "other endpoints than that of `endpointId`",
    "a list of 1",
    "take it out of the list",
  ],
  [
    "a region that there is not",
    "endpointId: vpce-0123456789abcdef0\n",
    "regions: [us-eest-1]\n",
    "6:15 connections.orders.regions[0]",
    "a region of AWS, such as us-east-1",
    '"us-eest-1"',
    "write `us-east-1`",
  ],
  [
    "a region that the service is not offered to",
    "endpointId: vpce-0123456789abcdef0\n",
    "regions: [us-east-1, eu-west-1]\n",
    "6:26 connections.orders.regions[1]",
    "a region that orders is offered to: us-east-1",
    '"eu-west-1"',
    "take it out, or add eu-west-1 to `supportedRegions` of orders in dev/environment.yaml",
  ],
  [
    "a principal of none of its accounts",
    'account: "888888888888"\n',
    'accounts: ["888888888888", "888888888889"]\nprincipals: [arn:aws:iam::888888888889:root, arn:aws:iam::888888888887:root]\n',
    "3:46 principals[1]",
    "an ARN of one of the consumer's accounts: 888888888888, 888888888889",
    '"arn:aws:iam::888888888887:root"',
  ],
];

test.each(OF_EXTERNAL)("an external consumer fails on %s", (_, part, by, place, ...rest) => {
  expect(consumerProblems(edit(EXTERNAL, part, by))).toEqual([problem(`dev/consumers/web.yaml:${place}`, ...rest)]);
});

test("a consumer that is built here gives the role that creates the endpoint among its principals", () => {
  const text = `${CONSUMER}role: deploy\nprincipals: [arn:aws:iam::222222222222:role/a, arn:aws:iam::222222222222:user/b]\n`;
  expect(consumerProblems(text)).toEqual([
    problem(
      "dev/consumers/web.yaml:9:13 principals",
      "the account (root) or the role that creates the endpoint, deploy",
      "a list of 2",
    ),
  ]);
  expect(consumerProblems(text.replace("role/a", "role/deploy"))).toEqual([]);
});

test("an external consumer has its first account, and all", () => {
  const read = (account: string) => {
    const text = edit(EXTERNAL, 'account: "888888888888"', account);
    const [dev] = loadEnvironments(
      folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/globex.yaml": text }),
    );
    return dev?.consumers.globex;
  };
  expect(read('account: "888888888888"')).toMatchObject({ account: "888888888888", accounts: ["888888888888"] });
  const several = read('accounts: ["888888888889", "888888888888"]');
  expect(several).toMatchObject({ account: "888888888889", accounts: ["888888888889", "888888888888"] });
});
