import {
  CONSUMER,
  consumerProblems,
  ENVIRONMENT,
  edit,
  environmentProblems,
  problem,
} from "../../support/environments";
import { synthesizeFiles } from "../../support/stacks";

/** So many tags, as a mapping of YAML. */
const tags = (count: number, prefix = "k") =>
  `{ ${Array.from({ length: count }, (_, index) => `${prefix}${index}: v`).join(", ")} }`;
const EXISTING = edit(
  CONSUMER,
  "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
  "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n",
);

test("fails on a consumer with more tags than AWS takes together with the environment's and the stack's own", () => {
  // The environment has one.
  expect(consumerProblems(`${CONSUMER}tags: ${tags(43)}\n`)).toEqual([]);
  expect(consumerProblems(`${CONSUMER}tags: ${tags(44)}\n`)).toEqual([
    problem(
      "dev/consumers/web.yaml:8:1 tags",
      "at most 44 tags of the files for consumer web: AWS takes 50 of a resource, and the stack adds Environment, ManagedBy, Stack, Consumer, Name, privatelink:vpc-role",
      "45 tags, with those of the environment",
      "take 1 out, here or of the environment's `tags`",
    ),
  ]);
});

test("a tag that takes the place of the environment's counts once, and so does one that is called Name", () => {
  expect(consumerProblems(`${CONSUMER}tags: ${tags(43).replace("{", "{ Owner: web, Name: x,")}\n`)).toEqual([]);
});

test("a VPC that exists is given no tag", () => {
  expect(consumerProblems(`${EXISTING}tags: ${tags(44)}\n`)).toEqual([]);
  expect(consumerProblems(`${EXISTING}tags: ${tags(45)}\n`)).toHaveLength(1);
});

test("fails on a connection whose tags are too many together with the consumer's", () => {
  const connection = (count: number) =>
    edit(CONSUMER, "    service: orders\n", `    service: orders\n    tags: ${tags(count, "c")}\n`);
  expect(consumerProblems(`${connection(24)}tags: ${tags(20)}\n`)).toEqual([]);
  expect(consumerProblems(`${connection(25)}tags: ${tags(20)}\n`)).toMatchObject([
    { path: "connections.orders.tags", expected: expect.stringContaining("the endpoint of connection orders") },
  ]);
});

test("fails on too many tags of a service, at them", () => {
  const text = edit(ENVIRONMENT, "    targets:", `    tags: ${tags(44)}\n    targets:`);
  expect(environmentProblems(text)).toMatchObject([{ path: "services.orders.tags" }]);
});

test("fails on too many tags of the environment, once for all that have them", () => {
  const many = edit(ENVIRONMENT, "  Owner: platform", `  ${tags(45).slice(2, -2).replaceAll(", ", "\n  ")}`);
  expect(consumerProblems(CONSUMER, many)).toMatchObject([
    { file: "dev/environment.yaml", path: "tags", expected: expect.stringContaining("at most 44 tags of the files") },
  ]);
});

test("no resource has more tags than were counted", () => {
  const stacks = synthesizeFiles({
    "dev/environment.yaml": edit(ENVIRONMENT, "    targets:", `    tags: ${tags(43)}\n    targets:`),
    "dev/consumers/web.yaml": `${CONSUMER}tags: ${tags(43)}\n`,
  });
  const most = stacks.order.flatMap((name) => {
    const { provider, resource } = JSON.parse(stacks.files[`stacks/${name}/cdk.tf.json`] as string);
    const shared = Object.keys(provider.aws[0].default_tags[0].tags);
    const own = Object.values(resource ?? {}).flatMap((each) => Object.values(each as object));
    return own.map((each: { tags?: object }) => new Set([...shared, ...Object.keys(each.tags ?? {})]).size);
  });
  expect(Math.max(...most)).toBe(50);
});
