import { parseServiceArn, parseServiceName } from "../../../modules/aws/endpoint-service-name";

const ID = "vpce-svc-0123456789abcdef0";
const NAME_EXPECTATION =
  "a service name: com.amazonaws.vpce.<region>.vpce-svc-<17 hex digits>, or com.amazonaws.<region>.<service> for a service of AWS";
const ARN_EXPECTATION =
  "the ARN of an endpoint service: arn:<partition>:ec2:<region>:<12-digit account>:vpc-endpoint-service/vpce-svc-<17 hex digits>";

describe("names", () => {
  test.each([
    [`com.amazonaws.vpce.us-east-1.${ID}`, "us-east-1"],
    [`com.amazonaws.vpce.us-gov-west-1.${ID}`, "us-gov-west-1"],
    [`cn.com.amazonaws.vpce.cn-north-1.${ID}`, "cn-north-1"],
    [`com.amazonaws.vpce.ap-southeast-2.${ID}`, "ap-southeast-2"],
  ])("reads %s", (serviceName, region) => {
    expect(parseServiceName(serviceName)).toEqual({ serviceName, region, serviceId: ID });
  });

  test.each([
    ["com.amazonaws.us-east-1.s3", "us-east-1"],
    ["com.amazonaws.us-east-1.execute-api", "us-east-1"],
    ["com.amazonaws.us-gov-east-1.ecr.dkr", "us-gov-east-1"],
    ["cn.com.amazonaws.cn-northwest-1.ec2", "cn-northwest-1"],
  ])("reads %s, of AWS itself", (serviceName, region) => {
    expect(parseServiceName(serviceName)).toEqual({ serviceName, region });
  });

  test("reads an id of eight digits, as the first services have", () => {
    expect(parseServiceName("com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d")).toMatchObject({
      serviceId: "vpce-svc-0a1b2c3d",
    });
  });

  test.each([
    ["", NAME_EXPECTATION],
    [ID, NAME_EXPECTATION],
    [`com.amazonaws.vpce.us-east-1.${ID}0`, NAME_EXPECTATION],
    [`com.amazonaws.vpce.us-east-1.${ID.toUpperCase()}`, NAME_EXPECTATION],
    [`com.amazonaws.vpce.us-east-1.${ID}\n`, NAME_EXPECTATION],
    [` com.amazonaws.vpce.us-east-1.${ID}`, NAME_EXPECTATION],
    [`org.example.vpce.us-east-1.${ID}`, NAME_EXPECTATION],
    ["com.amazonaws.us-east-1.${var.service}", NAME_EXPECTATION],
    [`com.amazonaws.vpce.us-east-9.${ID}`, "a region of AWS in place of us-east-9"],
    ["com.amazonaws.us-east-9.s3", "a region of AWS in place of us-east-9"],
    [`com.amazonaws.vpce.cn-north-1.${ID}`, "a name that begins with cn.com.amazonaws, as in cn-north-1"],
    [`cn.com.amazonaws.vpce.us-east-1.${ID}`, "a name that begins with com.amazonaws, as in us-east-1"],
  ])("fails on %j", (text, expected) => {
    expect(parseServiceName(text)).toBe(expected);
  });
});

describe("ARNs", () => {
  test.each([
    ["aws", "us-east-1", "com.amazonaws"],
    ["aws-us-gov", "us-gov-west-1", "com.amazonaws"],
    ["aws-cn", "cn-north-1", "cn.com.amazonaws"],
  ])("of partition %s are read", (partition, region, prefix) => {
    expect(parseServiceArn(`arn:${partition}:ec2:${region}:111111111111:vpc-endpoint-service/${ID}`)).toEqual({
      serviceName: `${prefix}.vpce.${region}.${ID}`,
      region,
      serviceId: ID,
      account: "111111111111",
    });
  });

  test("give a name that reads back to the same service", () => {
    const parsed = parseServiceArn(`arn:aws-cn:ec2:cn-north-1:111111111111:vpc-endpoint-service/${ID}`);
    if (typeof parsed === "string") throw new Error(parsed);
    expect(parseServiceName(parsed.serviceName)).toMatchObject({ region: parsed.region, serviceId: parsed.serviceId });
  });

  test.each([
    ["", ARN_EXPECTATION],
    [`com.amazonaws.vpce.us-east-1.${ID}`, ARN_EXPECTATION],
    [`arn:aws:ec2:us-east-1::vpc-endpoint-service/${ID}`, ARN_EXPECTATION],
    [`arn:aws:ec2:us-east-1:11111111111:vpc-endpoint-service/${ID}`, ARN_EXPECTATION],
    [`arn:aws:ec2:us-east-1:111111111111:vpc-endpoint/${ID}`, ARN_EXPECTATION],
    [`arn:aws:s3:us-east-1:111111111111:vpc-endpoint-service/${ID}`, ARN_EXPECTATION],
    [`arn:aws:ec2:us-east-1:111111111111:vpc-endpoint-service/${ID}/x`, ARN_EXPECTATION],
    [`arn:aws:ec2:mars-1:111111111111:vpc-endpoint-service/${ID}`, "a region of AWS in place of mars-1"],
    [
      `arn:aws:ec2:cn-north-1:111111111111:vpc-endpoint-service/${ID}`,
      "the partition of cn-north-1, aws-cn, in the ARN instead of aws",
    ],
    [
      `arn:aws-us-gov:ec2:us-east-1:111111111111:vpc-endpoint-service/${ID}`,
      "the partition of us-east-1, aws, in the ARN instead of aws-us-gov",
    ],
  ])("fails on %j", (text, expected) => {
    expect(parseServiceArn(text)).toBe(expected);
  });
});
