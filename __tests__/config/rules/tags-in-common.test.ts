import { edit, environmentProblems, problemsIn } from "../../support/environments";

/** A service in front of two load balancers, each of which is found by its tags. */
const found = (main: string, second: string) => `backend:
  type: local
region: us-east-1
services:
  orders:
    account: "111111111111"
    vpc:
      id: vpc-0123456789abcdef0
      subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }
    listeners:
      https: { port: 443, protocol: TLS }
    loadBalancer:
      existing:
        main: { tags: ${main} }
        second: { tags: ${second} }
`;

const ORDERS = "{ Service: orders }";
const MORE = '{ Part: "2", Service: orders }';

test.each([
  ["have a tag of their own each", '{ Service: orders, Part: "1" }', MORE],
  ["have another value", "{ Service: payments }", MORE],
  ["have a key of another case", "{ service: orders }", MORE],
])("tags are accepted that %s", (_, main, second) => {
  expect(environmentProblems(found(main, second))).toEqual([]);
});

test.each([
  ["before those with more", found(ORDERS, MORE), "main", "second", 15],
  ["behind those with more", found(MORE, ORDERS), "second", "main", 14],
])("fails on tags that another load balancer has with more, %s", (_, text, name, other, line) => {
  expect(environmentProblems(text)).toMatchObject([
    {
      path: `services.orders.loadBalancer.existing.${name}.tags`,
      expected: `tags that no other load balancer has: that of ${other} (dev/environment.yaml:${line}) has all of these too, so that they find both`,
      fix: "add a tag that the other one does not have, or give the `arn` in their place",
    },
  ]);
});

test("fails on tags that a load balancer of another service has with more, in one account and region", () => {
  const one = (tags: string) => edit(found(tags, ORDERS), `        second: { tags: ${ORDERS} }\n`, "");
  expect(problemsIn({ "a/environment.yaml": one(ORDERS), "b/environment.yaml": one(MORE) })).toMatchObject([
    {
      file: "a/environment.yaml",
      path: "services.orders.loadBalancer.existing.main.tags",
      expected: expect.stringContaining("that of main of service orders (b/environment.yaml:14) has all of these too"),
    },
  ]);
  const elsewhere = edit(one(MORE), '"111111111111"', '"222222222222"');
  expect(
    problemsIn({ "a/environment.yaml": one(ORDERS), "b/environment.yaml": elsewhere }).map(({ path }) => path),
  ).not.toContain("services.orders.loadBalancer.existing.main.tags");
});

test("only the value is refused of tags with a value that is no text", () => {
  expect(environmentProblems(found(ORDERS, "{ Service: orders, Part: 2 }")).map(({ path }) => path)).toEqual([
    "services.orders.loadBalancer.existing.second.tags.Part",
  ]);
});
