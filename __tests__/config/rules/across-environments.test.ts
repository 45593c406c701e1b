import { CONSUMER, ENVIRONMENT, edit, problem, problemsIn } from "../../support/environments";

test("fails on two services of one account whose names in AWS would be one", () => {
  expect(
    problemsIn({
      "dev/environment.yaml": edit(ENVIRONMENT, "  orders:", "  x-orders:"),
      "dev-x/environment.yaml": ENVIRONMENT,
    }),
  ).toEqual([
    problem(
      "dev-x/environment.yaml:7:3 services.orders",
      "a service whose name does not join with the environment's to dev-x-orders, as in dev/environment.yaml",
      "`dev-x-orders` twice (dev/environment.yaml:7 and dev-x/environment.yaml:7), in account 111111111111",
      "rename one of the two, or one of the environments",
    ),
  ]);
});

test("fails on two consumers of one account whose names in AWS would be one", () => {
  const files = {
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/x-web.yaml": CONSUMER,
    "dev-x/environment.yaml": edit(ENVIRONMENT, "111111111111", "999999999999"),
    "dev-x/consumers/web.yaml": CONSUMER,
  };
  expect(problemsIn(files).map(({ file }) => file)).toEqual(["dev-x/consumers/web.yaml"]);
});

test("names that join alike in different accounts are two names", () => {
  expect(
    problemsIn({
      "dev/environment.yaml": edit(ENVIRONMENT, "  orders:", "  x-orders:"),
      "dev-x/environment.yaml": edit(ENVIRONMENT, "111111111111", "999999999999"),
    }),
  ).toEqual([]);
});

test("fails on one bucket in two regions", () => {
  const backend = (region: string) =>
    edit(ENVIRONMENT, "type: local", `type: s3\n  bucket: states\n  region: ${region}`).replace(
      "111111111111",
      "222222222222",
    );
  expect(
    problemsIn({ "dev/environment.yaml": backend("us-east-1"), "test/environment.yaml": backend("eu-west-1") }),
  ).toEqual([
    problem(
      "test/environment.yaml:4:11 backend.region",
      "the region of the bucket states as in dev/environment.yaml:4, us-east-1",
      '"eu-west-1"',
      "name the region that the bucket is in, or another bucket",
    ),
  ]);
});
