import { hasBegun } from "../../../pipeline/terraform/has-begun";

/** What `terraform apply -json` prints: a message a line. */
function printed(...types: readonly string[]): string {
  return types.map((type) => `${JSON.stringify({ "@level": "info", type })}\n`).join("");
}

test.each([
  ["only told that the plan is out of date", 1, printed("version", "diagnostic"), false],
  ["created something before the error", 1, printed("version", "apply_start", "diagnostic"), true],
  ["ended by a signal", 130, printed("version", "diagnostic"), true],
  ["a defect of Terraform", 11, printed("version", "diagnostic"), true],
  ["without a word", 1, "", true],
  ["a text that is no message", 1, `${printed("diagnostic")}Panic!\n`, true],
])("%s", (_, code, stdout, expected) => {
  expect(hasBegun({ code, stdout, stderr: "" })).toBe(expected);
});
