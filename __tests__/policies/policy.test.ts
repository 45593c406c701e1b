import { loadPolicy, toldByUser } from "../../policies/checker/policy";
import { type PolicyData, readPolicyData } from "../../policies/checker/policy-data";

/** Policy data with a waiver for an internet gateway for each day of expiry. */
function dataOf(days: readonly string[], now: string): PolicyData {
  const waiver = { rule: "no-internet-gateway", address: "aws_internet_gateway.g", reason: "r", owner: "o" };
  const waivers = days.map((expires, index) => ({ ...waiver, expires, file: "policy.yaml", line: index + 2 }));
  return { ...readPolicyData([], now), waivers };
}

describe("the day that the Rego is told", () => {
  test.each([
    [["2026-06-01", "2026-03-01"], "2026-01-01", "2026-03-01"],
    [["2026-06-01", "2026-03-01"], "2026-03-01", "2026-03-01"],
    [["2026-06-01", "2026-03-01"], "2026-03-02", "2026-06-01"],
    [["2026-06-01", "2026-03-01"], "2026-06-02", "9999-12-31"],
    [[], "2026-06-02", "9999-12-31"],
  ])("of waivers to %j on %s is %s, and none more or less is expired on it", (days, now, told) => {
    expect(toldByUser(dataOf(days, now))).toMatchObject({ now: told });
    expect(days.map((day) => day < told)).toEqual(days.map((day) => day < now));
  });

  test("is the one that was given where that is no day: the Rego refuses it", () => {
    expect(toldByUser({ ...dataOf([], "2026-01-01"), now: "tomorrow" })).toMatchObject({ now: "tomorrow" });
  });

  test("gives the verdict of the day on each day around those of expiry", async () => {
    const gateway = {
      output: { privatelink_stack_role: { value: "consumer" } },
      resource: { aws_internet_gateway: { g: {} } },
    };
    const verdictOn = async (now: string) => {
      const verdict = (await loadPolicy(dataOf(["2026-03-01", "2026-06-01"], now))).judge(gateway);
      return verdict.verdict === "unjudgeable" ? verdict : [verdict.verdict, verdict.waivers];
    };
    expect(await verdictOn("2026-03-01")).toEqual(["clean", { used: [0, 1], unused: [], expired: [] }]);
    expect(await verdictOn("2026-03-02")).toEqual(["violations", { used: [1], unused: [], expired: [0] }]);
    expect(await verdictOn("2026-06-02")).toEqual(["violations", { used: [], unused: [], expired: [0, 1] }]);
  });
});
