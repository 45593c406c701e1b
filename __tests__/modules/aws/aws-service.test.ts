import {
  awsServiceName,
  awsServicePorts,
  awsServiceProblem,
  awsServiceRegion,
  hasPrivateDns,
  isCrossRegionService,
  regionOfGlobalName,
} from "../../../modules/aws/aws-service";
import { AWS_SERVICES, CHINESE_NAMES, CROSS_REGION_SERVICES } from "../../../modules/aws/aws-service-names";
import { parseServiceName } from "../../../modules/aws/endpoint-service-name";

test.each([
  ["s3", "us-east-1", "com.amazonaws.us-east-1.s3"],
  ["ecr.api", "eu-west-1", "com.amazonaws.eu-west-1.ecr.api"],
  ["execute-api", "us-gov-west-1", "com.amazonaws.us-gov-west-1.execute-api"],
  ["logs", "cn-north-1", "com.amazonaws.cn-north-1.logs"],
  ["s3", "cn-north-1", "cn.com.amazonaws.cn-north-1.s3"],
  ["ecr.dkr", "cn-northwest-1", "cn.com.amazonaws.cn-northwest-1.ecr.dkr"],
  ["transcribe", "cn-north-1", "cn.com.amazonaws.cn-north-1.transcribe.cn"],
  ["transcribe", "us-east-1", "com.amazonaws.us-east-1.transcribe"],
  ["sagemaker.notebook", "us-west-2", "aws.sagemaker.us-west-2.notebook"],
  ["sagemaker.api", "us-west-2", "com.amazonaws.us-west-2.sagemaker.api"],
  ["qbusiness", "us-east-1", "aws.api.us-east-1.qbusiness"],
  ["iam", "us-east-1", "com.amazonaws.iam"],
  ["s3-global.accesspoint", "eu-west-1", "com.amazonaws.s3-global.accesspoint"],
])("%s in %s is %s", (service, region, name) => {
  expect(awsServiceName(service, region)).toBe(name);
});

test.each(["us-east-1", "cn-north-1", "us-gov-east-1"])("every name in %s reads back", (region) => {
  for (const service of AWS_SERVICES) {
    const serviceName = awsServiceName(service, region);
    expect(parseServiceName(serviceName)).toMatchObject({ serviceName });
  }
});

test("the list has each service once, in order, and those of the other lists", () => {
  expect([...new Set(AWS_SERVICES)].sort()).toEqual(AWS_SERVICES);
  for (const service of [...CHINESE_NAMES, ...CROSS_REGION_SERVICES]) expect(AWS_SERVICES).toContain(service);
});

test("a service is in the VPC's region, unless another is asked for or there is one in a partition", () => {
  expect(awsServiceRegion("s3", "eu-west-1")).toBe("eu-west-1");
  expect(awsServiceRegion("s3", "eu-west-1", "us-east-1")).toBe("us-east-1");
  expect(awsServiceRegion("iam", "eu-west-1")).toBe("us-east-1");
  expect(awsServiceRegion("route53", "cn-northwest-1")).toBe("cn-north-1");
  expect(awsServiceRegion("iam", "us-gov-east-1")).toBe("us-gov-west-1");
  expect(regionOfGlobalName("com.amazonaws.iam", "eu-west-1")).toBe("us-east-1");
  expect(regionOfGlobalName("com.amazonaws.s3-global.accesspoint", "eu-west-1")).toBe("eu-west-1");
  expect(regionOfGlobalName("com.amazonaws.vpce.x", "eu-west-1")).toBe("eu-west-1");
});

test("services listen on 443, but some", () => {
  expect(awsServicePorts("logs")).toEqual([443]);
  expect(awsServicePorts("cassandra")).toEqual([9142]);
});

test("some have no private DNS name, and that of S3 in China cannot be switched on", () => {
  expect(hasPrivateDns("s3", "us-east-1")).toBe(true);
  expect(hasPrivateDns("s3", "cn-north-1")).toBe(false);
  expect(hasPrivateDns("dynamodb", "us-east-1")).toBe(false);
});

test("some are reached from other regions", () => {
  expect(isCrossRegionService("ecr.dkr")).toBe(true);
  expect(isCrossRegionService("sqs")).toBe(false);
});

test.each(["S3", "com.amazonaws.us-east-1.s3", "", "ecr"])("fails on %j as a short name", (text) => {
  expect(awsServiceProblem(text)).toBe("the short name of a service of AWS, such as s3, ecr.api or ssm");
});
