import { verifiableDnsNameProblem } from "../../../modules/aws/dns-name";
import { unprovableDomainProblem } from "../../../modules/aws/private-domain";

test.each([
  "orders.example.com",
  "*.example.com",
  "notamazonaws.com",
  "notamazon.com",
  "aws.example.com",
  "example.test.com",
  "local.io",
])("%s can be proven", (name) => {
  expect(unprovableDomainProblem(name)).toBeUndefined();
});

test.each([
  ["orders.us-east-1.amazonaws.com", "amazonaws.com"],
  ["amazonaws.com.cn", "amazonaws.com.cn"],
  ["*.api.aws", "aws"],
  ["x.on.aws", "aws"],
  ["x.aws.amazon.com", "amazon.com"],
  ["docs.amazonaws.cn", "amazonaws.cn"],
  ["d111111abcdef8.cloudfront.net", "cloudfront.net"],
])("fails on %s, in a domain of AWS", (name, domain) => {
  expect(verifiableDnsNameProblem(name)).toBe(
    `a name in a domain of your own: ${domain} is AWS's, so that nobody else can prove to own a name in it`,
  );
});

test.each(["orders.internal", "*.corp.local", "orders.test"])("fails on %s, which public DNS never has", (name) => {
  expect(unprovableDomainProblem(name)).toMatch(/^a name in a domain that public DNS knows: \w+ is reserved/);
});
