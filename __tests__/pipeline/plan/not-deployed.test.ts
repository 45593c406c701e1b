import { join } from "node:path";
import { notDeployed } from "../../../pipeline/plan/not-deployed";
import type { StackToPlan } from "../../../pipeline/plan/stack-to-plan";
import type { Diagnostic } from "../../../pipeline/terraform/diagnostics";
import { folderOf } from "../../support/environments";

const VPCE = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";

const path = folderOf({
  "cdk.tf.json": JSON.stringify({
    data: {
      aws_vpc_endpoint_service: {
        ours: { service_name: "${try(data.terraform_remote_state.x.outputs.service_name, 1)}" },
        theirs: { service_name: VPCE },
        aws: { service_name: "com.amazonaws.us-east-1.s3" },
      },
    },
  }),
});

const STACK = { name: "prod-consumer-web", account: "222222222222", path: join(path) } as StackToPlan;

function of(errors: readonly Partial<Diagnostic>[], pending: readonly string[] = [], settled: readonly string[] = []) {
  const told = errors.map((error) => ({ severity: "error" as const, summary: "", detail: "", ...error }));
  return notDeployed(told, STACK, { pending, isSettled: (name) => settled.includes(name) });
}

const NO_SERVICE =
  "reading EC2 VPC Endpoint Services: api error InvalidServiceName: The Vpc Endpoint Service does not exist";

const NO_STATE = {
  summary: "Unable to find remote state",
  address: "data.terraform_remote_state.state-prod-service-orders[0]",
};

const STALE = {
  summary: "Resource postcondition failed",
  detail:
    "Stack prod-service-orders is not deployed as it is now: its state has no output service_name. Deploy it first.",
};

test.each([
  ["a state that is not there", [NO_STATE], ["prod-service-orders"], "prod-service-orders is not deployed"],
  [
    "an output that is not there",
    [STALE],
    ["prod-service-orders"],
    "prod-service-orders is not deployed as it is declared",
  ],
])("a stack waits for %s", (_, errors, stacks, reason) => {
  expect(of(errors)).toEqual({ stacks, reason });
});

test("what OpenTofu says twice of a state counts once, and alone it is another error", () => {
  const again = { summary: "data.terraform_remote_state.state-prod-service-orders[0]: Unable to read remote state" };
  const other = { summary: "data.terraform_remote_state.state-prod-consumer-web: Unable to read remote state" };
  expect(of([NO_STATE, again])).toEqual({
    stacks: ["prod-service-orders"],
    reason: "prod-service-orders is not deployed",
  });
  expect(of([again])).toBeUndefined();
  expect(of([NO_STATE, other])).toBeUndefined();
});

test("the reason is the same in whatever order Terraform gives its errors", () => {
  const other = { ...NO_STATE, address: "data.terraform_remote_state.state-prod-consumer-web[0]" };
  const reason = "prod-consumer-web is not deployed; prod-service-orders is not deployed";
  expect([of([NO_STATE, other])?.reason, of([other, NO_STATE])?.reason]).toEqual([reason, reason]);
});

test("a stack whose account the service does not let connect yet waits for the service", () => {
  const error = { summary: NO_SERVICE, address: "data.aws_vpc_endpoint_service.ours" };
  expect(of([error], ["prod-account-222222222222", "prod-service-orders"])).toEqual({
    stacks: ["prod-service-orders"],
    reason: "the endpoint service is not there yet, or does not let account 222222222222 connect yet",
  });
  // The service has nothing to do: nothing will change it.
  expect(of([error], [])).toBeUndefined();
});

test("a stack waits for somebody else's service, and not for one of AWS's own", () => {
  const summary = "no matching EC2 VPC Endpoint Service found";
  expect(of([{ summary, address: "data.aws_vpc_endpoint_service.theirs" }])).toEqual({
    stacks: [],
    reason: `${VPCE}, somebody else's service, is not there, or does not let account 222222222222 connect`,
  });
  expect(of([{ summary, address: "data.aws_vpc_endpoint_service.aws" }], ["prod-service-orders"])).toBeUndefined();
});

test.each([
  ["no error at all", []],
  ["an error of another kind beside it", [NO_STATE, { summary: "UnauthorizedOperation" }]],
  ["the same words about something else", [{ summary: NO_SERVICE, address: "aws_vpc_endpoint.a" }]],
  ["a state of no stack", [{ summary: "Unable to find remote state", address: "data.terraform_remote_state.other" }]],
])("a stack does not wait: %s", (_, errors) => {
  expect(of(errors, ["prod-service-orders"])).toBeUndefined();
});

test("a stack does not wait for one that has nothing to do", () => {
  expect(of([NO_STATE], [], ["prod-service-orders"])).toBeUndefined();
});
