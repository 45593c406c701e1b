import { Locals } from "../../stacks/locals";
import { newStack, thrown } from "../support/synth";

test("gives the addresses of its values, and all of them to Terraform", () => {
  const locals = new Locals(newStack(), "many");
  expect(locals.toTerraform()).toEqual({});
  expect(locals.toHclTerraform()).toEqual({});
  expect([locals.add("one", "${1}"), locals.add("two", "b")]).toEqual(["local.one", "local.two"]);
  expect(locals.toTerraform()).toEqual({ locals: { one: "${1}", two: "b" } });
  expect(locals.toHclTerraform()).toMatchObject({
    locals: { one: { value: "${1}" }, two: { value: "b", isBlock: false } },
  });
});

test("fails on a second value with a name", () => {
  const locals = new Locals(newStack(), "many");
  locals.add("one", "1");
  expect(thrown(() => locals.add("one", "2"))).toMatchObject({ message: expect.stringContaining("with the name one") });
});
