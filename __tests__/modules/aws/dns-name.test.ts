import { privateDnsNameProblem } from "../../../modules/aws/dns-name";

const EXPECTATION =
  "a DNS name of a public domain, such as orders.example.com: labels of at most 63 letters, digits and hyphens, with dots between";
const WILDCARD = "a wildcard for the whole first label alone: *.example.com";
const LABEL = "x".repeat(63);

test.each([
  "example.com",
  "orders.example.com",
  "*.example.com",
  "a-1.b--c.example.co.uk",
  "1.2.example.com",
  "xn--mnchen-3ya.example",
  `${LABEL}.example.com`,
  `${LABEL}.${LABEL}.${LABEL}.${"x".repeat(59)}.com`,
])("%s is a private DNS name", (text) => {
  expect(privateDnsNameProblem(text)).toBeUndefined();
});

test.each([
  ["", EXPECTATION],
  ["com", EXPECTATION],
  ["*", EXPECTATION],
  ["*.com", EXPECTATION],
  ["orders_1.example.com", EXPECTATION],
  ["-a.example.com", EXPECTATION],
  ["a-.example.com", EXPECTATION],
  ["a..example.com", EXPECTATION],
  [".example.com", EXPECTATION],
  ["10.10.0.1", EXPECTATION],
  ["https://orders.example.com", EXPECTATION],
  ["orders.example.com\n", EXPECTATION],
  ["${var.name}.example.com", EXPECTATION],
  [`${LABEL}x.example.com`, EXPECTATION],
  [`${LABEL}.${LABEL}.${LABEL}.${"x".repeat(60)}.com`, "a DNS name of at most 255 characters"],
  ["Orders.example.com", "a DNS name in lower case"],
  ["orders.example.com.", "a DNS name without a dot at its end"],
  ["a.*.example.com", WILDCARD],
  ["*.*.example.com", WILDCARD],
  ["*a.example.com", WILDCARD],
  ["a*.example.com", WILDCARD],
])("fails on %j", (text, expected) => {
  expect(privateDnsNameProblem(text)).toBe(expected);
});
