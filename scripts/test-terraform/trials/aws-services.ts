import { isDeepStrictEqual } from "node:util";
import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { CheckFailed } from "../report";
import { foundIn, type Stack } from "../stack";
import { trial } from "../trial";

const FILE = "demo/consumers/web.yaml";
const ORGANIZATION = "o-a1b2c3d4e5";
const ALL = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

/**
 * Services of AWS as interface endpoints: looked up and by hand, with private DNS, and a policy with conditions on
 * organizations, which changes in place.
 */
export function awsServices(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": { backend: { type: "local" }, region: "us-east-1" },
    [FILE]: {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2", "use1-az4"] },
      connections: {
        images: { awsService: "ecr.api", allowFrom: ["10.20.0.0/24"] },
        logs: { awsService: "logs", zones: ["use1-az1", "use1-az2"] },
        objects: {
          awsService: "s3",
          policy: {
            Statement: {
              ...ALL,
              Resource: "arn:aws:s3:::example/${aws:PrincipalTag/team}/*",
              Condition: { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } },
            },
          },
          tags: { Team: "web" },
        },
        streams: { awsService: "dynamodb" },
      },
    },
  };
  return trial(context, "AWS services", files, async ({ report, project, stacks }) => {
    const stack = stackNamed({ stacks }, "demo-consumer-web");
    await report.check("AWS services: the VPC knows them by their own names, where they have some", () =>
      namesOf(stack),
    );
    await report.check("AWS services: a policy keeps AWS's variables, and changes in place", async () => {
      const before = await policyOf(stack);
      if (!before.includes("${aws:PrincipalTag/team}") || !before.includes(ORGANIZATION)) throw new CheckFailed(before);
      const statement = ["connections", "objects", "policy", "Statement"];
      const unit = `${ORGANIZATION}/r-ab12/ou-ab12-11111111/*`;
      project.edit(FILE, (document) => {
        document.setIn([...statement, "Resource"], "arn:aws:s3:::other/*");
        document.setIn([...statement, "Condition"], { "ForAnyValue:StringLike": { "aws:ResourceOrgPaths": [unit] } });
      });
      const changes = Object.entries(await applyChanges(project, stack)).map(([address, change]) => [
        address.split(".")[0],
        change,
      ]);
      if (JSON.stringify(changes) !== '[["aws_vpc_endpoint","update"]]') throw new CheckFailed(JSON.stringify(changes));
      const after = await policyOf(stack);
      if (!after.includes("arn:aws:s3:::other/*") || !after.includes(unit) || after.includes("aws:PrincipalOrgID"))
        throw new CheckFailed(after);
    });
    await report.check("AWS services: a policy that is taken out goes", async () => {
      project.edit(FILE, (document) => document.deleteIn(["connections", "objects", "policy"]));
      await applyChanges(project, stack);
      const policy = await policyOf(stack);
      if (!isDeepStrictEqual(JSON.parse(policy).Statement, [ALL])) throw new CheckFailed(policy);
    });
  });
}

async function endpointsOf(stack: Stack) {
  return foundIn((await stack.plan()).document, "aws_vpc_endpoint");
}

async function namesOf(stack: Stack): Promise<void> {
  const found = (await endpointsOf(stack)).map(({ service_name, private_dns_enabled, subnet_ids }) =>
    [service_name, private_dns_enabled, (subnet_ids as string[]).length].join(" "),
  );
  const expected = [
    "com.amazonaws.us-east-1.dynamodb false 3",
    "com.amazonaws.us-east-1.ecr.api true 3",
    "com.amazonaws.us-east-1.logs true 2",
    "com.amazonaws.us-east-1.s3 true 3",
  ];
  if (found.sort().join() !== expected.join()) throw new CheckFailed(found.join("\n"));
}

async function policyOf(stack: Stack): Promise<string> {
  const s3 = (await endpointsOf(stack)).find(({ service_name }) => String(service_name).endsWith(".s3"));
  return String(s3?.policy);
}
