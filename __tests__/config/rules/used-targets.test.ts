import { ENVIRONMENT, edit, problem, problemsIn } from "../../support/environments";

const ELB = "arn:aws:elasticloadbalancing:us-east-1:111111111111";
const GROUP = `${ELB}:targetgroup/orders/0123456789abcdef`;
const ALB = `${ELB}:loadbalancer/app/orders/0123456789abcdef`;
const SOUND = edit(ENVIRONMENT, "        healthCheck:\n          protocol: HTTP\n          path: /health\n", "");
const to = (targets: string, more = "") => edit(SOUND, "type: sample\n", `${targets}\n${more}`);
const group = to(`type: targetGroup\n      arn: ${GROUP}`);
const alb = (more = "") => to(`type: alb\n      arn: ${ALB}`, more);

/** Environments of one service each, in VPCs of their own. */
function problems(...environments: readonly string[]) {
  const files = environments.map((text, index) => [
    `e${index}/environment.yaml`,
    text.replaceAll("10.10.", `10.${10 + index}.`),
  ]);
  return problemsIn(Object.fromEntries(files));
}

test("a target group of one service is accepted, and one Application Load Balancer behind two", () => {
  expect(problems(group, SOUND)).toEqual([]);
  expect(problems(alb(), alb())).toEqual([]);
});

test("fails on one target group of two services", () => {
  expect(problems(group, group)).toEqual([
    problem(
      "e1/environment.yaml:19:12 services.orders.targets.arn",
      "a target group other than that of service orders of e0/environment.yaml (line 19): a target group is of one load balancer only",
      JSON.stringify(GROUP),
      "name another target group, or the targets themselves",
    ),
  ]);
});

test("fails on one Application Load Balancer behind more load balancers than it can be, of several services", () => {
  expect(problems(alb(), alb(), alb())).toMatchObject([
    { file: "e2/environment.yaml", path: "services.orders.targets.arn" },
  ]);
  expect(problems(alb("    loadBalancer: { additional: [more] }\n"), alb())).toMatchObject([
    { file: "e1/environment.yaml", expected: expect.stringContaining("it is behind 3") },
  ]);
});

test("fails on a target group of one service among several target groups of another", () => {
  const listener = `      other: { port: 81, targetGroups: { blue: { weight: 1, targets: { type: targetGroup, arn: "${GROUP}" } } } }`;
  const several = edit(SOUND, "    listeners:\n", `    listeners:\n${listener}\n`);
  expect(problems(group, several)).toMatchObject([
    { file: "e1/environment.yaml", path: "services.orders.listeners.other.targetGroups.blue.targets.arn" },
  ]);
});
