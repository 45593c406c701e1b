import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type OrderFile, orderSchema } from "../../pipeline/order-file";
import { cli } from "../support/cli";
import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { DEPLOYED, fakeProject } from "../support/fake-terraform";
import { scratchRepository } from "../support/repository";

const WEB = "environments/dev/consumers/web.yaml";
const consumer = (range: number) => `${edit(CONSUMER, "10.20.0.0", `10.${range}.0.0`)}client: false\n`;

/** A repository with the stacks of its only commit, and the commands that make plans of them. */
async function synthesized() {
  const repository = scratchRepository({
    ".gitignore": "out/\n",
    "environments/dev/environment.yaml": ENVIRONMENT,
    "environments/prod/environment.yaml": ENVIRONMENT.replaceAll("10.10.", "10.11."),
    [WEB]: consumer(20),
  });
  const { root } = repository;
  // All other stacks have nothing to do.
  const { env } = fakeProject({ "dev-consumer-web": { state: DEPLOYED } });
  const [out, plans] = [join(root, "out/cdktf"), join(root, "out/plans")];
  mkdirSync(join(root, "out"));
  const places = ["--environments", join(root, "environments")];
  const run = (...args: string[]) => cli([...args, ...places], env);
  const synth = async (...args: string[]) => {
    const { code, error } = await run("synth", "--out", out, ...args);
    if (code !== 0) throw new Error(error);
  };
  await synth();
  return {
    ...{ ...repository, out, plans, synth },
    first: repository.git("rev-parse", "HEAD").trim(),
    order: (): OrderFile => orderSchema.parse(JSON.parse(readFileSync(join(out, "order.json"), "utf8"))),
    run,
    compare: () => run("changed", "--out", out, "--base", "HEAD"),
    plan: () => run("plan", "--stacks", out, "--out", plans),
    drift: () => run("drift", "--stacks", out),
    apply: () =>
      run("apply", "--stacks", out, "--plans", plans, "--out", join(root, "out/next"), "--deployed", `${out}.json`),
    index: () => JSON.parse(readFileSync(join(plans, "plans.json"), "utf8")),
  };
}

test("a synthesis writes the commit that it read, also where no stack changed, and of a selection", async () => {
  const { order, first, commit, synth, write } = await synthesized();
  expect(order().head).toEqual({ commit: first, dirty: false });
  const second = commit();
  await synth();
  expect(order().head).toEqual({ commit: second, dirty: false });
  write("environments/dev/consumers/app.yaml", consumer(30));
  await synth("--env", "prod");
  expect(order()).toMatchObject({ head: { commit: second, dirty: true }, environments: { prod: {} } });
  expect(order().stacks.every(({ environment }) => environment === "prod")).toBe(true);
});

test("plan refuses stacks of another commit, and takes the commit from the synthesis", async () => {
  const { plan, first, commit, synth, write, index } = await synthesized();
  expect((await plan()).code).toBe(0);
  expect(index()).toMatchObject({ commit: first, dirty: false });
  write(WEB, consumer(21));
  const second = commit();
  const { code, error } = await plan();
  expect(code).toBe(2);
  expect(error).toContain(`expected stacks that were synthesized at commit ${second}`);
  expect(error).toContain(`found stacks of commit ${first}. Synthesize again`);
  expect(index().commit).toBe(first);
  await synth();
  expect((await plan()).code).toBe(0);
  expect(index()).toMatchObject({ commit: second, dirty: false });
});

test("plan refuses stacks where the environments have changed since", async () => {
  const { plan, first, synth, write, index, git } = await synthesized();
  write(WEB, consumer(21));
  expect((await plan()).error).toContain(`synthesized at commit ${first} with changes that are not committed, as`);
  await synth();
  expect((await plan()).code).toBe(0);
  expect(index()).toMatchObject({ commit: first, dirty: true });
  git("checkout", "--quiet", ".");
  expect((await plan()).error).toContain(`found stacks of commit ${first} with changes that are not committed.`);
});

test("drift tells of stacks of another commit, and names theirs", async () => {
  const { drift, first, commit } = await synthesized();
  expect((await drift()).error).not.toContain("note:");
  const second = commit();
  const { error } = await drift();
  expect(error).toContain(`were synthesized at commit ${first};`);
  expect(error).toContain(`is at commit ${second} now. Synthesize again`);
});

test("apply refuses where the stacks were synthesized at another commit than the one that was planned", async () => {
  const { plan, apply, first, commit, synth, git, out } = await synthesized();
  await plan();
  const second = commit();
  await synth();
  git("checkout", "--quiet", first);
  const { code, error } = await apply();
  expect([code, error]).toEqual([1, expect.stringContaining("1 problem; nothing was applied.")]);
  expect(error).toContain(`expected: stacks that were synthesized at commit ${first}`);
  expect(error).toContain(`found:    stacks of commit ${second}`);
  await synth();
  expect(await apply()).toMatchObject({ code: 0, error: expect.not.stringContaining("problem") });
  const { stacks } = JSON.parse(readFileSync(`${out}.json`, "utf8"));
  expect(stacks["dev-consumer-web"].commit).toBe(first);
});

test("plan and apply refuse an output folder that git has files of", async () => {
  const { plan, apply, git, synth, commit, out } = await synthesized();
  await plan();
  mkdirSync(join(out, "stacks/dev-consumer-web/.terraform"));
  writeFileSync(join(out, "stacks/dev-consumer-web/.terraform/provider"), "");
  git("add", "--force", join(out, "stacks/dev-consumer-web/.terraform/provider"));
  const expected = expect.stringContaining("expected an output folder that git does not have; found ");
  expect(await apply()).toMatchObject({ code: 1, error: expected });
  commit();
  await synth();
  expect(await plan()).toMatchObject({ code: 2, error: expected });
});

test("a comparison that was refused leaves none behind", async () => {
  const { compare, write, out } = await synthesized();
  expect((await compare()).code).toBe(0);
  write(WEB, "nonsense: true\n");
  expect((await compare()).code).toBe(1);
  expect(existsSync(join(out, "changed.json"))).toBe(false);
});

test("a synthesis goes on where git does not answer, and says so", async () => {
  const { run, remove, root, out, order } = await synthesized();
  remove(".git");
  writeFileSync(join(root, ".git"), "broken");
  const { code, error } = await run("synth", "--out", out);
  expect([code, error]).toEqual([0, expect.stringContaining("note: the commit of the stacks is not known")]);
  expect(order().head).toBeNull();
});

test("plan says where there is no repository any more", async () => {
  const { plan, remove, root } = await synthesized();
  remove(".git");
  const { code, error } = await plan();
  expect([code, error]).toEqual([2, expect.stringContaining("--environments DIR")]);
  writeFileSync(join(root, ".git"), "broken");
  expect((await plan()).code).toBe(2);
});
