import { awsServiceAdvice } from "../../../config/connection/aws-service-advice";
import { AWS_SERVICES } from "../../../modules/aws/aws-service-names";

const advice = (text: string, others?: readonly string[]) => awsServiceAdvice(text, "give its whole name", others);

test.each([
  ["efs", "write `elasticfilesystem`"],
  ["ses", "write `email` or `email-smtp`"],
  ["amp", "write `aps` or `aps-workspaces`"],
  ["location", /^write `geo.geofencing`, .* or `geo.tracking`$/],
  ["com.amazonaws.us-east-1.ecr.api", "write `ecr.api`"],
  ["secretmanager", "write `secretsmanager`"],
  ["secretsmanger", "write `secretsmanager`"],
  ["lamda", "write `lambda`"],
  ["lmabda", "write `lambda`"],
  ["com.amazonaws.us-east-1.ses", "write `email` or `email-smtp`"],
  ["com.amazonaws.us-east-1.secretmanager", "write `secretsmanager`"],
  ["logs.us-east-1.amazonaws.com", "write `logs`"],
  ["api.ecr.us-east-1.amazonaws.com", "write `ecr.api`"],
  ["111111111111.dkr.ecr.cn-north-1.amazonaws.com.cn", "write `ecr.dkr`"],
  ["example-bucket.s3.us-east-1.amazonaws.com", "write `s3`"],
  ["https://sts.amazonaws.com", "write `sts`"],
  ["es", /^domains of OpenSearch Service have endpoints of their own/],
])("%s: %s", (text, expected) => {
  expect(advice(text)).toEqual(typeof expected === "string" ? expected : expect.stringMatching(expected));
});

test.each([
  ...["xyz", "sso", "abcd", "quantumledger"],
  // Names of other services of AWS, or of what is no service.
  ...["monitron", "signer", "aiops", "mediaconvert", "datapipeline", "iotevents", "iotfleethub", "networkmanager"],
  ...["security-ir", "cognito-sync", "kinesis-video", "containers", "telemetry"],
  "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
])("of %s, which nothing is like, it says where the names are", (text) => {
  expect(advice(text)).toBe(
    'see AWS\'s page "AWS services that integrate with AWS PrivateLink", or `aws ec2 describe-vpc-endpoint-services`, for the names of endpoints; give its whole name',
  );
});

test("no short name is taken for another service by its letters", () => {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  for (const service of AWS_SERVICES.filter((each) => each.length === 3))
    for (const letter of letters) {
      const text = `${service.slice(0, 2)}${letter}`;
      if (!AWS_SERVICES.includes(text)) expect(advice(text)).not.toBe(`write \`${service}\``);
    }
});

test("a set of services is meant as well", () => {
  expect(advice("session-managr", ["session-manager"])).toBe("write `session-manager`");
  expect(advice("observabilty", ["observability"])).toBe("write `observability`");
});
