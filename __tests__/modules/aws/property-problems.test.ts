import { Construct } from "constructs";
import { known, PropertyProblems, portProblem } from "../../../modules/aws/property-problems";
import { UserError } from "../../../support/user-error";
import { newStack, thrown, unknownNumber, unknownText } from "../../support/synth";

class Thing extends Construct {}

function thing(): Thing {
  return new Thing(new Construct(newStack(), "outer"), "inner");
}

test("fails with every problem at once, the construct's class and its path", () => {
  const problems = new PropertyProblems(thing());
  problems.add("ports", "at least one port", []);
  problems.check("size", undefined, 1);
  problems.check("zone", "a zone", undefined);
  problems.checkName("a_b");
  const error = thrown(() => problems.throwIfAny());
  expect(error).toBeInstanceOf(UserError);
  expect(error.message).toBe(
    [
      "Invalid properties of Thing at stack/outer/inner:",
      "  - `ports`: expected at least one port; got []",
      "  - `zone`: expected a zone; got nothing",
      '  - `name`: expected letters, digits and hyphens, at most 100, beginning and ending with a letter or digit, and not with `internal-` or `sg-`; got "a_b"',
    ].join("\n"),
  );
});

test("problems that a rule found within a value are told with what stands there", () => {
  const problems = new PropertyProblems(thing());
  problems.addWithin(["listeners", "http"], { check: { path: "/" } }, [
    { path: ["check", "path"], expected: "no path" },
    { path: ["check", "port", "name"], expected: "a port" },
  ]);
  expect(
    thrown(() => problems.throwIfAny())
      .message.split("\n")
      .slice(1),
  ).toEqual([
    '  - `listeners.http.check.path`: expected no path; got "/"',
    "  - `listeners.http.check.port.name`: expected a port; got nothing",
  ]);
});

test("nothing is thrown where nothing was noted", () => {
  const problems = new PropertyProblems(thing());
  problems.checkName("orders");
  expect(() => problems.throwIfAny()).not.toThrow();
});

test("tokens are not judged", () => {
  const problems = new PropertyProblems(thing());
  problems.checkName(unknownText("var.name"));
  problems.throwIfAny();
  expect(known(unknownText("var.name"))).toBe(false);
  expect(known(unknownNumber("var.port"))).toBe(false);
  expect(known(`prefix-${unknownText("var.name")}`)).toBe(false);
  expect(known(undefined)).toBe(false);
  expect(known("")).toBe(true);
  expect(known(0)).toBe(true);
});

test.each([1, 80, 65535])("%d is a port", (port) => {
  expect(portProblem(port)).toBeUndefined();
});

test.each([0, -1, 65536, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("fails on port %d", (port) => {
  expect(portProblem(port)).toBe("a port from 1 to 65535");
});
