import { answeredControls } from "../../certificate/controls";
import type { CertifiedRule } from "../../certificate/rule-schema";
import { readRules } from "../../policies/checker/rules";
import { PACKAGE_ROOT } from "../../support/package-root";

const rules = readRules(PACKAGE_ROOT);

/** Outcomes of all rules: passed, but for these. */
function outcomes(others: Readonly<Record<string, CertifiedRule["outcome"]>> = {}): CertifiedRule[] {
  return rules.map(({ id, title, severity, subject }) => ({
    ...{ id, title, severity, subject, sha256: null },
    outcome: others[id] ?? (subject === "consumer-vpc" ? "passed" : "not-examined"),
  }));
}

function control(framework: string, number: string, given: CertifiedRule[]) {
  return answeredControls(rules, given, [])
    .find(({ id }) => id === framework)
    ?.controls.find((each) => each.control === number);
}

test("all rules passed: all controls that they answer are supported", () => {
  const all = answeredControls(rules, outcomes(), []).flatMap(({ controls }) => controls);
  expect(all.length).toBeGreaterThan(15);
  expect(all.filter(({ status }) => status !== "supported")).toEqual([]);
});

test.each(["warning", "waived", "unproven", "violated"] as const)(
  "a rule with the outcome %s supports nothing",
  (outcome) => {
    const found = control("cis-aws", "6.6", outcomes({ "no-peering": outcome }));
    expect(found?.status).toBe("not-supported");
    expect(found?.because).toMatch(
      /^no-peering (has a remark|has a finding that is waived|could not be proven|is violated)\.$/,
    );
  },
);

test("a control counts its enhancements, and not the other way round", () => {
  const given = outcomes({ "no-vpn": "violated" });
  expect(control("nist-800-53", "SC-7", given)?.because).toBe("no-vpn is violated.");
  expect(control("nist-800-53", "SC-7(28)", given)?.status).toBe("supported");
});

test.each(["not-visible", "unclassified-type", "unseen-change"])(
  "nothing is supported without %s: something was not seen",
  (id) => {
    const all = answeredControls(rules, outcomes({ [id]: "unproven" }), []).flatMap(({ controls }) => controls);
    expect(all.filter(({ status }) => status === "supported")).toEqual([]);
  },
);

test("a control of which no rule had something to examine is left out", () => {
  expect(control("nist-800-53", "CA-9", outcomes())).toBeUndefined();
  expect(control("nist-800-53", "CA-9", outcomes({ "revoke-before-destroy": "passed" }))?.rules).toMatchObject([
    { rule: "revoke-before-destroy" },
  ]);
});

test("a rule that the policy data loosens supports nothing, and the setting is named", () => {
  const allowances = [{ setting: "allowed_ranges", allows: ["0.0.0.0/0"], rules: ["narrow-security-groups"] }];
  const all = answeredControls(rules, outcomes({ "narrow-security-groups": "loosened" }), allowances);
  const cis = all.find(({ id }) => id === "cis-aws")?.controls;
  expect(cis?.map(({ control: number, status }) => [number, status])).toEqual([
    ["6.3", "not-supported"],
    ["6.4", "not-supported"],
    ["6.6", "supported"],
  ]);
  expect(cis?.[0]?.because).toBe(
    "narrow-security-groups accepts more than by default, because the policy data allows allowed_ranges: 0.0.0.0/0.",
  );
});
