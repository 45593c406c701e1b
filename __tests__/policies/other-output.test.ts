import { otherOutput } from "../../policies/checker/other-output";

const PLAN = JSON.stringify({ format_version: "1.2", planned_values: {} });
const COMMAND = "[command]/opt/bin/terraform-bin show -json tfplan";
const LOG = { "@level": "info", "@message": "Terraform 1.14.0", "@module": "terraform.ui", type: "version" };

test.each([
  ["a wrapper's lines around a plan", `${COMMAND}\n${PLAN}\n\n::debug::exitcode: 0\n`, "terraform_wrapper: false"],
  ["a wrapper's line behind a plan", `${PLAN}\n::set-output name=exitcode::0\n`, "terraform_wrapper: false"],
  ["a wrapper's line behind a large plan", `${PLAN}${" ".repeat(10_000)}\n::debug::exitcode: 0\n`, "wrapper"],
  [
    "another wrapper's line before a plan",
    `time=10:00 running terraform\n${PLAN}`,
    "a wrapper of the terraform command",
  ],
  ["the log of plan -json", `${JSON.stringify(LOG)}\n${JSON.stringify(LOG)}\n`, "terraform plan -out=FILE"],
  ["one line of the log of plan -json", JSON.stringify(LOG), "terraform plan -out=FILE"],
  [
    "a plan for people",
    "\nTerraform used the selected providers to generate the following plan.",
    "tofu show -json FILE",
  ],
  ["a coloured plan for people", "\u001b[0m\u001b[1mOpenTofu will perform the following actions:", "tofu show -json"],
  ["a state for people", '# aws_vpc.a:\nresource "aws_vpc" "a" {', "this is what Terraform prints for people"],
  ["a plan as Terraform keeps it", "PK\u0003\u0004tfplan", "tofu show -json FILE"],
  [
    "a state file",
    '{\n  "version": 4,\n  "terraform_version": "1.14.0",\n  "serial": 1,\n  "lineage": "x"}',
    "a state file",
  ],
  [
    "a state as JSON",
    '{"format_version":"1.0","terraform_version":"1.15.5","values":{"root_module":{}}}',
    "this is a state as `terraform show -json` prints it",
  ],
  [
    "Terraform's own language",
    '# The VPC\nresource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}',
    "own language: judge its plan",
  ],
  ["a block without labels", 'terraform {\n  required_version = ">= 1.10"\n}\n', "own language: judge its plan"],
  ["YAML", "# policy data\n\nconfig:\n  strict: true\n", "Name a file of policy data by `--data`"],
  ["a YAML document", "---\nconfig: {}\n", "this looks like YAML"],
  ["what gzip writes", "\u001f\u008b\u0008", "gunzip"],
  ["an empty file", "", "the file is empty"],
])("says what %s is, and what to do", (_, text, expected) => {
  expect(otherOutput(Buffer.from(text, "latin1"))).toContain(expected);
});

test.each([
  ["a plan", PLAN],
  ["a stack", JSON.stringify({ resource: { aws_vpc: { a: { tags: { note: "\n::debug::x\n[command]" } } } } }, null, 2)],
  ["broken JSON", '{"resource": '],
  ["a text", '"Terraform"'],
  ["a number", "-1"],
])("says nothing of %s", (_, text) => {
  expect(otherOutput(Buffer.from(text))).toBeUndefined();
});
