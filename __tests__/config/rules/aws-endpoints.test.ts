import { CONSUMER, ENVIRONMENT, edit, problem, problemsIn } from "../../support/environments";

const VPC = "id: vpc-01234567\n  subnets: {use1-az1: subnet-01234567, use1-az2: subnet-01234568}\n";
const consumer = (services: string) =>
  edit(CONSUMER, "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n", `${VPC}  awsEndpoints: ${services}\n`);

const problems = (other: string) =>
  problemsIn({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/shop.yaml": consumer("[session-manager, logs]"),
    "dev/consumers/web.yaml": consumer(other),
  });

test("fails on endpoints to one service for two consumers in one VPC that exists", () => {
  expect(problems("[ssm, kms]")).toEqual([
    problem(
      "dev/consumers/web.yaml:5:17 vpc.awsEndpoints",
      "services that nobody else has in vpc-01234567: ssm of consumer shop are there",
      "`ssm` twice (dev/consumers/shop.yaml:5 and dev/consumers/web.yaml:5)",
      "take them out here: what is in the VPC may use those",
    ),
  ]);
});

test("two consumers in one VPC may have endpoints to other services", () => {
  expect(problems("[secrets]")).toEqual([]);
});
