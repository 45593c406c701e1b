import { type ListenerProps, NetworkLoadBalancer, type NetworkLoadBalancerProps } from "../../../../modules/provider";
import { CERTIFICATE } from "../../../support/refused-listeners";
import { ids, refusal, type Synthesized, synth } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const LISTENER: ListenerProps = {
  port: 443,
  protocol: "TLS",
  certificateArn: CERTIFICATE,
  additionalCertificateArns: { partner: CERTIFICATE },
};
const PROPS = { name: "orders", vpc: VPC, targetIds: { first: "i-00000000000000001" } };

function synthListeners(listeners: NetworkLoadBalancerProps["listeners"]): Synthesized {
  return synth((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, listeners }));
}

function refusalOf(listeners: NetworkLoadBalancerProps["listeners"]): string {
  return refusal((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, listeners }));
}

const TYPES = [
  "aws_lb_listener",
  "aws_lb_listener_certificate",
  "aws_lb_target_group",
  "aws_lb_target_group_attachment",
];
const addresses = (stack: Synthesized) => TYPES.flatMap((type) => ids(stack, type).map((id) => `${type}.${id}`));

describe("a listener that was renamed", () => {
  const before = synthListeners({ https: LISTENER });
  const after = synthListeners({ web: { ...LISTENER, renamedFrom: "https" } });

  test("moves all that is of it from the addresses that it had", () => {
    const moved: { from: string; to: string }[] = after.json.moved;
    expect(moved.map(({ from }) => from).sort()).toEqual(addresses(before).sort());
    expect(moved.map(({ to }) => to).sort()).toEqual(addresses(after).sort());
    for (const { from, to } of moved) expect(from.split(".")[0]).toBe(to.split(".")[0]);
  });

  test("keeps the name of its target group, which AWS cannot change", () => {
    const name = (stack: Synthesized) => stack.resource("aws_lb_target_group").name;
    expect(name(after)).toBe(name(before));
    expect(name(synthListeners({ web: LISTENER }))).not.toBe(name(before));
  });

  test("leaves nothing behind of what it was", () => {
    expect(after.text).not.toContain("target-group-https-tcp/");
    expect(addresses(after)).toHaveLength(TYPES.length);
  });

  test("moves nothing where it was not", () => {
    expect(before.json.moved).toBeUndefined();
  });
});

describe("a listener that was renamed twice", () => {
  const first = synthListeners({ https: LISTENER });
  const second = synthListeners({ web: { ...LISTENER, renamedFrom: "https" } });
  const third = synthListeners({ api: { ...LISTENER, renamedFrom: ["https", "web"] } });
  const targetGroup = (stack: Synthesized) => stack.resource("aws_lb_target_group").name;

  test("keeps the name that its target group had first", () => {
    expect([targetGroup(second), targetGroup(third)]).toEqual([targetGroup(first), targetGroup(first)]);
  });

  test("is moved from each former key, in a chain, since Terraform takes one source for each address", () => {
    const moved: { from: string; to: string }[] = third.json.moved;
    const next = new Map(moved.map(({ from, to }) => [from, to]));
    expect(next.size).toBe(2 * TYPES.length);
    expect(new Set(next.values()).size).toBe(next.size);
    expect(addresses(first).map((from) => next.get(from))).toEqual(addresses(second));
    expect(addresses(second).map((from) => next.get(from))).toEqual(addresses(third));
  });

  test("can have its first key again", () => {
    const back = synthListeners({ https: { ...LISTENER, renamedFrom: ["https", "web"] } });
    const moved: { from: string; to: string }[] = back.json.moved;
    expect(targetGroup(back)).toBe(targetGroup(first));
    expect(moved.map(({ from }) => from).sort()).toEqual(addresses(second).sort());
    expect(moved.map(({ to }) => to).sort()).toEqual(addresses(first).sort());
  });
});

test("fails where a list of former keys is empty, has one twice, or ends with the present one", () => {
  expect(refusalOf({ web: { port: 80, renamedFrom: [] } })).toContain("at least one former key");
  expect(refusalOf({ web: { port: 80, renamedFrom: ["a", "a"] } })).toContain(
    '`listeners.web.renamedFrom.1`: expected each former key once; got "a"',
  );
  expect(refusalOf({ web: { port: 80, renamedFrom: ["http", "web"] } })).toContain("other than its present key");
});

test("fails where another listener has the former key", () => {
  expect(refusalOf({ http: { port: 80 }, web: { port: 81, renamedFrom: "http" } })).toContain(
    '`listeners.web.renamedFrom`: expected a former key of this listener, which no listener has now; got "http"',
  );
});

test("fails where a listener names itself", () => {
  expect(refusalOf({ http: { port: 80, renamedFrom: "http" } })).toContain("other than its present key");
});

test("fails where two listeners had one key", () => {
  expect(refusalOf({ a: { port: 80, renamedFrom: "x" }, b: { port: 81, renamedFrom: "x" } })).toContain(
    '`listeners.b.renamedFrom`: expected a former key other than that of listener a; got "x"',
  );
});

test("fails where the former key can have been none", () => {
  expect(refusalOf({ web: { port: 80, renamedFrom: "no key" } })).toContain("`listeners.web.renamedFrom`");
});
