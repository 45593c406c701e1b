import { insteadOfService, serviceAliases, servicesCalled } from "../../../modules/aws/aws-service-aliases";
import { AWS_SERVICES } from "../../../modules/aws/aws-service-names";

test.each([
  ["ses", ["email", "email-smtp"]],
  ["efs", ["elasticfilesystem"]],
  ["sfn", ["states"]],
  ["StepFunctions", ["states"]],
  ["step-functions", ["states"]],
  ["alb", ["elasticloadbalancing"]],
  ["cloudwatch", ["monitoring"]],
  ["CloudWatch Logs", ["logs"]],
  ["eventbridge", ["events"]],
  ["msk", ["kafka"]],
  ["parameter-store", ["ssm"]],
  ["ecr", ["ecr.api", "ecr.dkr"]],
  ["kinesis", ["kinesis-streams"]],
  ["firehose", ["kinesis-firehose"]],
  ["apigateway", ["execute-api"]],
  ["cognito", ["cognito-idp", "cognito-identity"]],
  ["sagemaker", ["sagemaker.api", "sagemaker.runtime"]],
  ["AWS Secrets Manager", ["secretsmanager"]],
  ["amazon-sqs", ["sqs"]],
  ["S3", ["s3"]],
  ["ecr-api", ["ecr.api"]],
  ["redis", ["elasticache"]],
  ["valkey", ["elasticache"]],
  ["dkr", ["ecr.dkr"]],
  ["metrics", ["monitoring"]],
  ["cwagent", ["logs", "monitoring"]],
  ["trail", ["cloudtrail"]],
  ["buckets", ["s3"]],
  ["mysql", ["rds"]],
  ["postgres", ["rds"]],
  ["rds-proxy", ["rds"]],
  ["stepfunction", ["states"]],
  ["kube", ["eks"]],
  ["eks-api", ["eks"]],
  ["ssm-session", ["ssmmessages"]],
  ["ssm-agent", ["ec2messages", "ssm", "ssmmessages"]],
  ["data-streams", ["kinesis-streams"]],
  ["git", ["git-codecommit"]],
  ["codecommit-git", ["git-codecommit"]],
  ["email-ses", ["email"]],
  ["nothing-like-it", []],
])("people who write %s mean %j", (text, services) => {
  expect([...servicesCalled(text)].sort()).toEqual([...services].sort());
});

test("every name leads to endpoints that there are, and is none itself", () => {
  for (const [name, services] of serviceAliases()) {
    for (const service of services) expect(AWS_SERVICES).toContain(service);
    expect(AWS_SERVICES).not.toContain(name);
    expect(new Set(services).size).toBe(services.length);
  }
});

test("of some services it is known that they have no endpoint of this kind", () => {
  expect(insteadOfService("es")).toBe(
    "domains of OpenSearch Service have endpoints of their own: aws opensearch create-vpc-endpoint",
  );
  expect(insteadOfService("s3")).toBeUndefined();
  expect(insteadOfService("constructor")).toBeUndefined();
});
