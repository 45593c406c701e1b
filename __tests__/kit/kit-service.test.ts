import { endpointName, portsOf, regionProblem, slug } from "../../kit/kit-service";
import { deployedCard } from "../support/kit";

test("ports come out by number, TCP before UDP, and a path only for TCP", () => {
  expect(portsOf(deployedCard()).map(({ port, protocol, httpPath }) => [port, protocol, httpPath])).toEqual([
    [53, "tcp", undefined],
    [53, "udp", undefined],
    [80, "tcp", "/health"],
    [443, "tcp", undefined],
  ]);
});

test.each([
  ["orders", "orders"],
  ["Orders & Returns", "orders-returns"],
  ["-- ü --", "service"],
  ["東京", "service"],
  ["a".repeat(60), "a".repeat(40)],
])("%s is %s in a name", (text, expected) => {
  expect(slug(text)).toBe(expected);
});

test("the name of an endpoint is one that a security group may have", () => {
  expect(endpointName(deployedCard({ environment: "sg-x", service: "y" }))).toBe("privatelink-sg-x-y");
});

test("fails on a region that the service is not offered to", () => {
  expect(regionProblem(deployedCard(), "us-west-2")).toBe(
    "a region that the service is offered to: eu-west-1, us-east-1",
  );
  expect(regionProblem(deployedCard(), "eu-west-1")).toBeUndefined();
  expect(regionProblem(deployedCard({ zoneIds: ["use1-az3"] }), "eu-west-1")).toContain("offered to no other region");
  expect(regionProblem(deployedCard({ zoneIds: ["use1-az3"] }), "us-east-1")).toBeUndefined();
});
