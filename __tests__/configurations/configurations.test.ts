import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicy } from "../../policies/checker/policy";
import { readPolicyData } from "../../policies/checker/policy-data";
import type { JudgedVerdict } from "../../policies/checker/verdict";
import { once } from "../../support/once";
import { synthesizeFolder } from "../support/stacks";
import type { Block, Synthesized } from "../support/synth";
import { type Configuration, configurations, type Expected, unpaired } from "./configuration";

const all = configurations();

/** The stacks of a configuration by name, built once. */
const built = new Map(
  all.map(({ name, environments }) => [
    name,
    once(() => {
      const { order, stack } = synthesizeFolder(environments);
      return new Map(order.map((each) => [each, stack(each)]));
    }),
  ]),
);

function stacksOf({ name }: Configuration): ReadonlyMap<string, Synthesized> {
  return (built.get(name) as () => ReadonlyMap<string, Synthesized>)();
}

/** What fails of a verdict. */
function failuresOf({ findings }: JudgedVerdict): { rule: string; path: string[] }[] {
  return findings
    .filter(({ outcome }) => outcome !== "warning")
    .map(({ rule, witness }) => ({ rule, path: witness.map(({ step }) => step) }));
}

/** What the policies say of the stacks of a configuration. @param data file of policy data. */
async function judged(configuration: Configuration, data: string | undefined): Promise<Expected["verdict"]> {
  const policy = await loadPolicy(readPolicyData(data === undefined ? [] : [data], "2026-12-01"));
  const vpcs: Expected["verdict"]["vpcs"] = {};
  const failures: Expected["verdict"]["failures"] = [];
  for (const [stack, { json }] of stacksOf(configuration)) {
    const verdict = policy.judge(json);
    if (verdict.verdict === "unjudgeable") throw new Error(`${stack}: ${verdict.why.join("; ")}`);
    for (const { address, result } of verdict.consumer_vpcs) {
      if ((vpcs[stack] ?? result) !== result) throw new Error(`${stack}: ${address} is ${result}, unlike the others`);
      vpcs[stack] = result;
    }
    failures.push(...failuresOf(verdict).map((failure) => ({ stack, ...failure })));
  }
  return { vpcs, failures };
}

/** Resources of a type, data sources (`data.aws_vpc`), or an output (`output.vpc_id`). */
function blocks(stack: Synthesized, type: string): Block[] {
  const [kind, name = ""] = type.split(".");
  if (kind === "data") return stack.data(name);
  if (kind === "output") return [stack.json.output?.[name] ?? []].flat();
  return stack.resources(type);
}

/** Path of the construct that a resource is of, or what an output says. */
function shownAs(block: Block): string {
  return block["//"]?.metadata.path ?? JSON.stringify(block);
}

test("there are more than a dozen, and each is in the table of the README with its source", () => {
  expect(all.length).toBeGreaterThan(12);
  const readme = readFileSync(join(__dirname, "README.md"), "utf8");
  const makers = [...readme.matchAll(/^\| \[([\w-]+)\] +\| ([\w.-]+) +\|/gm)].map(([, name, maker]) => [name, maker]);
  const links = [...readme.matchAll(/^\[([\w-]+)\]: (\S+)$/gm)].map(([, name, link]) => [name, link]);
  expect(makers).toEqual(all.map((each) => [each.name, sourceOf(each).split("/")[0]]));
  expect(links).toEqual(all.map((each) => [each.name, linkTo(sourceOf(each))]));
});

/** What the comment at the beginning of the environment names: a repository as owner/name, or a page. */
function sourceOf({ environments }: Configuration): string {
  const [environment = ""] = readdirSync(environments);
  const text = readFileSync(join(environments, environment, "environment.yaml"), "utf8");
  return /^# Source: ([\w./-]+?)[.,]?\s/.exec(text)?.[1] ?? "";
}

function linkTo(source: string): string {
  return /^[\w-]+\/[\w.-]+$/.test(source) ? `https://github.com/${source}` : `https://${source}`;
}

test.each(all)("$name: the policies say what is expected", async (configuration) => {
  expect(await judged(configuration, undefined)).toEqual(configuration.expected.verdict);
});

test.each(all.filter(({ policy }) => policy !== undefined))(
  "$name: with its policy data, the policies say what is expected",
  async (configuration) => {
    expect(await judged(configuration, configuration.policy)).toEqual(configuration.expected.withPolicy);
  },
);

test.each(all.flatMap((configuration) => configuration.expected.added.map((added) => ({ configuration, ...added }))))(
  "fails with $what, which the source of $configuration.name has besides",
  async ({ configuration, stack, resource, failures }) => {
    const json = stacksOf(configuration).get(stack)?.json ?? {};
    const policy = await loadPolicy(readPolicyData(configuration.policy ? [configuration.policy] : [], "2026-12-01"));
    const together = { ...json.resource };
    for (const [type, named] of Object.entries(resource)) together[type] = { ...together[type], ...named };
    const verdict = policy.judge({ ...json, resource: together }) as JudgedVerdict;
    expect(failuresOf(verdict)).toEqual(failures);
    expect(verdict.consumer_vpcs.map(({ result }) => result)).toEqual(["VIOLATED"]);
  },
);

test.each(
  all.flatMap((configuration) =>
    Object.entries(configuration.expected.facts).map(([stack, types]) => ({ configuration, stack, types })),
  ),
)("$configuration.name: $stack has what the source has", ({ configuration, stack, types }) => {
  const synthesized = stacksOf(configuration).get(stack);
  if (synthesized === undefined) throw new Error(`${stack} is none of ${[...stacksOf(configuration).keys()]}`);
  for (const [type, expected] of Object.entries(types)) {
    const found = blocks(synthesized, type);
    const { missing, more } = unpaired(found, expected);
    expect({ type, missing, more: more.map(shownAs) }).toEqual({ type, missing: [], more: [] });
  }
});

test("fails if two facts are of the same resource", () => {
  const https = { port: 443 };
  const found = [{ port: 443, protocol: "TCP" }, { port: 80 }];
  expect(unpaired(found, [https, https])).toEqual({ missing: [https], more: [{ port: 80 }] });
});

test("a fact leaves a resource to another fact that has no other", () => {
  const found = [
    { port: 443, protocol: "TLS" },
    { port: 443, protocol: "TCP" },
  ];
  expect(unpaired(found, [{ port: 443 }, { protocol: "TLS" }])).toEqual({ missing: [], more: [] });
});

test("all accounts are examples", () => {
  const texts = all.flatMap(({ environments }) =>
    readdirSync(environments, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => readFileSync(join(environments, file), "utf8")),
  );
  const accounts = texts.flatMap((text) => text.match(/(?<![\w-])\d{12}(?![\w-])/g) ?? []);
  expect(accounts.filter((account) => !/^(\d)\1{11}$/.test(account))).toEqual([]);
});

test("only a configuration with policy data expects something of them", () => {
  for (const { name, policy, expected } of all)
    expect([name, expected.withPolicy === undefined]).toEqual([name, policy === undefined || !existsSync(policy)]);
});
