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

test("fails where another listener has the former key", () => {
  expect(refusalOf({ http: { port: 80 }, web: { port: 81, renamedFrom: "http" } })).toContain(
    '`listeners.web.renamedFrom`: expected the former key of this listener, which no listener has now; got "http"',
  );
});

test("fails where a listener names itself", () => {
  expect(refusalOf({ http: { port: 80, renamedFrom: "http" } })).toContain("which no listener has now");
});

test("fails where two listeners had one key", () => {
  expect(refusalOf({ a: { port: 80, renamedFrom: "x" }, b: { port: 81, renamedFrom: "x" } })).toContain(
    '`listeners.b.renamedFrom`: expected a former key other than that of listener a; got "x"',
  );
});

test("fails where the former key can have been none", () => {
  expect(refusalOf({ web: { port: 80, renamedFrom: "no key" } })).toContain("`listeners.web.renamedFrom`");
});
