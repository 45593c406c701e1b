import { TerraformLocal, TerraformOutput } from "cdktf";
import { elementsOf, given, isText, joined, textOr } from "../../../modules/aws/expressions";
import { synth } from "../../support/synth";

// What they give for null and for empty lists only Terraform can tell: see the trial `absent-values`.
test("stand in expressions without braces, which cdktf takes for their end", () => {
  for (const each of [elementsOf("a.b"), isText("a.b"), textOr("a.b", '"none"'), joined("a.b", "none")]) {
    expect(each).toContain("a.b");
    expect(each).not.toMatch(/[{}]/);
  }
});

test("a text that may be missing is a reference that functions of cdktf take", () => {
  const stack = synth((scope) => {
    new TerraformOutput(scope, "text", {
      value: given(new TerraformLocal(scope, "known", "x").asString, "none"),
      staticId: true,
    });
  });
  expect(stack.json.output.text.value).toBe('${try(coalesce(local.known), "none")}');
});
