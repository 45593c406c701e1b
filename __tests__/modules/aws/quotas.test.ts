import { defaultQuota, increaseCommand, QUOTAS } from "../../../modules/aws/quotas";

test("every quota has a code of its own, by which Service Quotas knows it", () => {
  const codes = Object.values(QUOTAS).map(({ serviceCode, quotaCode }) => `${serviceCode} ${quotaCode}`);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^(vpc|vpc-lattice|elasticloadbalancing|events) L-[0-9A-F]{8}$/);
});

test.each([
  ["vpcsPerRegion", "us-east-1", 5],
  ["scheduleRulesPerRegion", "us-east-1", 300],
  ["scheduleRulesPerRegion", "af-south-1", 100],
] as const)("by default, %s in %s are %d", (key, region, expected) => {
  expect(defaultQuota(key, region)).toBe(expected);
});

test("the command asks for more in the region", () => {
  expect(increaseCommand("networkLoadBalancersPerRegion", "eu-west-1", 60)).toBe(
    "aws service-quotas request-service-quota-increase --region eu-west-1 --service-code elasticloadbalancing --quota-code L-69A177A2 --desired-value 60",
  );
});
