import { loadPolicy } from "../../policies/checker/policy";

/** A plan that does something with a load balancer. */
function plan(actions: readonly string[], change: object = {}) {
  const resource = { address: "aws_lb.load-balancer_1", mode: "managed", type: "aws_lb", name: "load-balancer_1" };
  return {
    format_version: "1.2",
    planned_values: {
      outputs: { privatelink_stack_role: { value: "service" } },
      root_module: {},
    },
    resource_changes: [
      { ...resource, change: { actions, before: { load_balancer_type: "network" }, after: {}, ...change } },
    ],
    configuration: { root_module: { resources: [resource] } },
  };
}

test.each([[["delete", "create"]], [["create", "delete"]]])(
  "fails a plan that replaces a load balancer by %j, and says why and what to do",
  async (actions) => {
    const verdict = (await loadPolicy()).judge(plan(actions, { replace_paths: [["subnet_mapping"]] }));
    expect(verdict).toMatchObject({
      verdict: "violations",
      role: "service",
      findings: [
        {
          rule: "no-replacement",
          title: "Nothing in use is replaced",
          severity: "high",
          address: "aws_lb.load-balancer_1",
          construct_path: null,
          basis: "plan",
          message:
            "the load balancer would be destroyed and made anew, because of subnet_mapping; every connection through it would end",
          remediation: expect.stringContaining("Change back what forces it."),
        },
      ],
    });
  },
);

test.each([["create"], ["update"], ["no-op"]])("passes a plan that does no more than %s", async (action) => {
  expect((await loadPolicy()).judge(plan([action]))).toMatchObject({ verdict: "clean", findings: [] });
});
