import { accessAccount, sessionName } from "../../connections/account-access";
import { mayBeOneEndpoint } from "../../connections/call-error";
import { sdkCalls } from "../../connections/sdk-calls";
import { type Answer, type AwsServer, awsServer, ec2Error } from "../support/aws-server";

const VARIABLES = {
  AWS_ACCESS_KEY_ID: "111111111111",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
} as const;

const NAMES = [...Object.keys(VARIABLES), "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN", "AWS_PROFILE"];
let before: (readonly [string, string | undefined])[];
let answers: Answer[];
let server: AwsServer;

beforeEach(async () => {
  answers = [];
  server = await awsServer(() => answers.shift() ?? ec2Error("Unexpected", 400));
  before = NAMES.map((name) => [name, process.env[name]] as const);
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, VARIABLES, { AWS_ENDPOINT_URL: server.url });
});

afterEach(async () => {
  await server.stop();
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
});

const PAGE = `<DescribeVpcEndpointConnectionsResponse><vpcEndpointConnectionSet><item>
<serviceId>vpce-svc-1</serviceId><vpcEndpointId>vpce-1</vpcEndpointId><vpcEndpointOwner>888888888888</vpcEndpointOwner>
<vpcEndpointState>pendingAcceptance</vpcEndpointState></item></vpcEndpointConnectionSet><nextToken>next</nextToken>
</DescribeVpcEndpointConnectionsResponse>`;

const identity = (arn: string, account: string) =>
  `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>1</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

const IDENTITY = identity("arn:aws:iam::111111111111:user/test", "111111111111");

const ASSUMED = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId>
<SecretAccessKey>example</SecretAccessKey><SessionToken>example</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleResult></AssumeRoleResponse>`;

test("tries again while AWS throttles or fails, and counts each attempt", async () => {
  answers = [ec2Error("RequestLimitExceeded", 503), ec2Error("InternalError", 500), { body: PAGE }];
  const counter = { calls: 0 };
  const page = await sdkCalls({ region: "us-east-1", counter }).describeConnections(
    { "service-id": ["vpce-svc-1"] },
    "t",
  );
  expect(page).toMatchObject({ nextToken: "next", items: [{ VpcEndpointId: "vpce-1" }] });
  expect(counter.calls).toBe(3);
  expect(Object.fromEntries(server.calls[0] ?? [])).toMatchObject({
    Action: "DescribeVpcEndpointConnections",
    "Filter.1.Name": "service-id",
    "Filter.1.Value.1": "vpce-svc-1",
    MaxResults: "1000",
    NextToken: "t",
  });
});

test("tries once where another time cannot help", async () => {
  answers = [ec2Error("UnauthorizedOperation", 403)];
  const call = sdkCalls({ region: "us-east-1" }).accept("vpce-svc-1", ["vpce-1"]);
  const error: unknown = await call.catch((each: unknown) => each);
  expect(error).toMatchObject({ name: "UnauthorizedOperation" });
  expect(mayBeOneEndpoint(error)).toBe(false);
  expect(server.calls).toHaveLength(1);
});

test("tells which endpoints AWS did not accept, and the id of the request", async () => {
  const item = `<item><resourceId>vpce-2</resourceId><error><code>InvalidState</code><message>no</message></error></item>`;
  const body = `<AcceptVpcEndpointConnectionsResponse><requestId>r-1</requestId><unsuccessful>${item}</unsuccessful></AcceptVpcEndpointConnectionsResponse>`;
  answers = [{ body }];
  expect(await sdkCalls({ region: "us-east-1" }).accept("vpce-svc-1", ["vpce-1", "vpce-2"])).toMatchObject({
    unsuccessful: [{ ResourceId: "vpce-2", Error: { Code: "InvalidState", Message: "no" } }],
  });
  expect(Object.fromEntries(server.calls[0] ?? [])).toMatchObject({
    ...{ ServiceId: "vpce-svc-1", "VpcEndpointId.1": "vpce-1", "VpcEndpointId.2": "vpce-2" },
  });
});

test("credentials of another account are refused before anything is asked", async () => {
  answers = [{ body: IDENTITY }];
  const access = accessAccount({ account: "222222222222", region: "us-east-1" }, { calls: 0 });
  await expect(access).rejects.toMatchObject({
    problem: {
      expected: "credentials of account 222222222222",
      found: "credentials of account 111111111111 (arn:aws:iam::111111111111:user/test)",
      fix: "run with credentials of 222222222222, or give what is in it a `role` in environment.yaml",
    },
  });
});

test("the account's own credentials are taken, and say who calls", async () => {
  answers = [{ body: IDENTITY }];
  const { caller, baseCaller } = await accessAccount({ account: "111111111111", region: "us-east-1" }, { calls: 0 });
  expect([caller, baseCaller]).toEqual(["arn:aws:iam::111111111111:user/test", undefined]);
});

test("the session of a role has the name of whoever assumes it", async () => {
  const base = "arn:aws:sts::333333333333:assumed-role/people/alice@example.com";
  const caller = "arn:aws:sts::111111111111:assumed-role/deploy/alice@example.com";
  answers = [{ body: identity(base, "333333333333") }, { body: ASSUMED }, { body: identity(caller, "111111111111") }];
  const roleArn = "arn:aws:iam::111111111111:role/deploy";
  const counter = { calls: 0 };
  const access = await accessAccount({ account: "111111111111", region: "us-east-1", roleArn }, counter);
  expect(access).toMatchObject({ caller, baseCaller: base });
  expect(server.calls.map((call) => [call.get("Action"), call.get("RoleSessionName")])).toEqual([
    ["GetCallerIdentity", null],
    ["AssumeRole", "alice@example.com"],
    ["GetCallerIdentity", null],
  ]);
});

test.each([
  ["arn:aws:iam::111111111111:user/team/alice", "alice"],
  ["arn:aws:iam::111111111111:root", "root"],
  ["arn:aws:sts::111111111111:assumed-role/ci/run 7: main", "-main"],
  [`arn:aws:iam::111111111111:user/${"a".repeat(70)}`, "a".repeat(64)],
  ["arn:aws:iam::111111111111:user/é!", "--"],
  ["arn:aws:iam::111111111111:user/a", "privatelink"],
  [undefined, "privatelink"],
])("the session of %s is %s", (arn, name) => {
  expect(sessionName(arn)).toBe(name);
  expect(name).toMatch(/^[\w+=,.@-]{2,64}$/);
});

test("a role that may not be assumed is named", async () => {
  answers = [
    { body: IDENTITY },
    {
      status: 403,
      body: "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you</Message></Error></ErrorResponse>",
    },
  ];
  const roleArn = "arn:aws:iam::222222222222:role/deploy";
  const access = accessAccount({ account: "222222222222", region: "us-east-1", roleArn }, { calls: 0 });
  await expect(access).rejects.toMatchObject({
    problem: { expected: `to assume ${roleArn}`, found: "AccessDenied: not you" },
  });
});
