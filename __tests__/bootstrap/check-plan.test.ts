import { checkPlan } from "../../bootstrap/check-plan";
import { planBootstrap } from "../../bootstrap/plan-bootstrap";
import type { Block, RoleUse } from "../../bootstrap/uses";
import { bootstrapSchema } from "../../config/bootstrap-schema";
import { loadEnvironments } from "../../config/load";
import { FILES } from "../support/bootstrap";
import { folderOf } from "../support/environments";

/** A use of an account with so many clients, each with a role and a function. */
function useOf(clients: number): RoleUse {
  const names = Array.from({ length: clients }, (_, index) => `dev-customer-${index}-client`);
  const policy = "arn:${data.aws_partition.own.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";
  return {
    ...{ account: "222222222222", role: "deploy", environment: "dev", sides: ["consumer"], regions: ["us-east-1"] },
    types: new Map<string, readonly Block[]>([
      ["aws_iam_role", names.map((name) => ({ name }))],
      ["aws_iam_role_policy_attachment", [{ policy_arn: policy }]],
      ["aws_lambda_function", names.map((name) => ({ function_name: name }))],
    ]),
  };
}

const planned = (clients: number, names: "exact" | "beginning") => {
  const spec = bootstrapSchema.parse({
    ...{ account: "999999999999", region: "us-east-1", ci: { github: { repository: "example/privatelink" } } },
    accounts: { "222222222222": { names } },
  });
  const { "bootstrap.yaml": _, ...files } = FILES;
  return planBootstrap(spec, loadEnvironments(`${folderOf(files)}/environments`), [useOf(clients)]);
};

test("fails where a role needs more policies than AWS attaches to one, with the ways out", () => {
  expect(() => checkPlan(planned(400, "exact"))).toThrow(
    /^role deploy of account 222222222222: expected at most 10 policies, .*; found \d\d\. .*`names: beginning`/,
  );
  expect(() => checkPlan(planned(150, "exact"))).not.toThrow();
  expect(() => checkPlan(planned(400, "beginning"))).not.toThrow();
});
