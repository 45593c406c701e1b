import { CheckFailed, Report } from "../../../scripts/test-terraform/report";

let printed: string;

beforeEach(() => {
  printed = "";
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
});

afterEach(() => jest.restoreAllMocks());

test("a named report counts with the others, and its name is in front of its lines", async () => {
  const report = new Report();
  const named = report.named("targets");
  await report.check("plan", () => undefined);
  await named.section(async () => {
    await named.check("plan", () => undefined);
    named.skip("apply", "no time");
    await named.check("destroy", () => {
      throw new CheckFailed("nothing is there");
    });
  });
  expect(printed.split("\n")).toEqual([
    "ok       plan",
    "ok       [targets] plan",
    "skipped  [targets] apply: no time",
    "FAILED   [targets] destroy",
    "         | nothing is there",
    "",
  ]);
  expect(report.summary()).toBe("2 passed, 1 failed, 1 skipped");
  expect(report.clean).toBe(false);
});

test("fails the section, not the program, where something throws between two checks", async () => {
  const report = new Report();
  const passed = await report.section(async () => {
    throw new TypeError("x is undefined");
  });
  expect(passed).toBe(false);
  expect(report.summary()).toBe("0 passed, 1 failed");
  expect(printed).toContain("FAILED   an error between two checks\n         | TypeError: x is undefined");
});
