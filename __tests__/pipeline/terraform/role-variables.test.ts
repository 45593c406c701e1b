import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { roleVariables } from "../../../pipeline/terraform/role-variables";
import { folderOf, temporaryFolder } from "../../support/environments";

const WITH_CHOICE = JSON.stringify({ variable: { privatelink_role: { default: "deploy", ephemeral: true } } });

test("a stack that leaves the choice is planned with one role and applied with the other", () => {
  const folder = folderOf({ "cdk.tf.json": WITH_CHOICE });
  expect(roleVariables(folder, "plan")).toEqual({ TF_VAR_privatelink_role: "plan" });
  expect(roleVariables(folder, "apply")).toEqual({ TF_VAR_privatelink_role: "deploy" });
});

test("so is one that is written as HCL", () => {
  const folder = folderOf({ "cdk.tf": 'variable "privatelink_role" {\n}\n' });
  expect(roleVariables(folder, "plan")).toEqual({ TF_VAR_privatelink_role: "plan" });
});

test.each([
  ["has other variables", { "cdk.tf.json": JSON.stringify({ variable: { other: {} } }) }],
  ["has the name only in a text", { "cdk.tf.json": JSON.stringify({ output: { a: { value: "privatelink_role" } } }) }],
  ["has no variables", { "cdk.tf.json": "{}" }],
  ["is no JSON", { "cdk.tf.json": "{" }],
  ["is not there", {}],
])("nothing is set for a stack that %s: Terraform refuses variables that a plan did not have", (_, files) => {
  const folder = folderOf(files as Record<string, string>);
  expect(roleVariables(folder, "plan")).toEqual({});
  expect(roleVariables(folder, "apply")).toEqual({});
});

test("it follows the file as it is now", () => {
  const folder = temporaryFolder();
  expect(roleVariables(folder, "plan")).toEqual({});
  writeFileSync(join(folder, "cdk.tf.json"), WITH_CHOICE);
  expect(roleVariables(folder, "plan")).not.toEqual({});
});
