import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FRAMEWORKS } from "../../policies/checker/frameworks";
import { SETTINGS } from "../../policies/checker/loosening";
import { policyDataSchema } from "../../policies/checker/policy-data-schema";
import { RULES_FOLDER, readRules } from "../../policies/checker/rules";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "../support/environments";

const rules = readRules(PACKAGE_ROOT);

/** Reads the metadata of a rule in which a text is replaced. */
function changed(from: string, to: string) {
  const root = temporaryFolder();
  mkdirSync(join(root, RULES_FOLDER), { recursive: true });
  const source = readFileSync(join(PACKAGE_ROOT, RULES_FOLDER, "no_vpn.rego"), "utf8");
  expect(source).toContain(from);
  writeFileSync(join(root, RULES_FOLDER, "no_vpn.rego"), source.replace(from, to));
  return () => readRules(root);
}

test("each rule names the controls that it answers, with reasons, or says why it answers none", () => {
  for (const { id, controls, noControls } of rules) {
    expect([id, controls.length > 0 || noControls !== undefined]).toEqual([id, true]);
    for (const { reason } of controls) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  }
});

test("each control of the frameworks is answered by a rule: none is listed for show", () => {
  const answered = new Set(
    rules.flatMap(({ controls }) => controls.map((each) => `${each.framework} ${each.control}`)),
  );
  const all = FRAMEWORKS.flatMap(({ id, controls }) => Object.keys(controls).map((control) => `${id} ${control}`));
  expect(all.filter((control) => !answered.has(control))).toEqual([]);
});

test("controls stand in the order of the frameworks", () => {
  const [rule] = rules.filter(({ id }) => id === "no-internet-gateway");
  expect(rule?.controls.map(({ control }) => control)).toEqual([
    "SC-7(3)",
    "SC-7(28)",
    "1.3.1",
    "1.3.2",
    "1.4.2",
    "1.4.4",
    "A.8.22",
  ]);
});

test.each([
  [
    "an unknown framework",
    "framework: pci-dss",
    "framework: pci",
    /expected one of the frameworks nist-800-53, pci-dss/,
  ],
  [
    "an unknown control",
    "control: SC-7(3)",
    "control: SC-7(99)",
    /expected a control of nist-800-53: .* got: SC-7\(99\)/,
  ],
  ["a control twice", 'control: "1.3.2"', 'control: "1.3.1"', /expected each control once/],
  ["no subject", "#   subject: consumer-vpc\n", "", /subject/],
  ["a reason that is no sentence", "reason: The VPC is segregated", "reason: the VPC is segregated", /reason/],
  [
    "a reason for no controls beside controls",
    "#   controls:",
    "#   no_controls: None.\n#   controls:",
    /why there are none/,
  ],
])("%s is refused", (_, from, to, message) => {
  expect(changed(from, to)).toThrow(message);
});

test("each setting of the policy data is named by a rule that it loosens, or says why it loosens none", () => {
  const named = new Set(rules.flatMap(({ loosenedBy }) => loosenedBy));
  const { config } = policyDataSchema.shape;
  const settings = Object.keys(config.unwrap().shape) as (keyof typeof SETTINGS)[];
  expect(Object.keys(SETTINGS).sort()).toEqual([...settings].sort());
  for (const setting of settings) {
    const loosens = typeof SETTINGS[setting] === "function";
    expect([setting, named.has(setting)]).toEqual([setting, loosens]);
  }
});

test("a setting that there is not is refused", () => {
  expect(changed("#   subject: consumer-vpc", "#   subject: consumer-vpc\n#   loosened_by: [allowed_rangs]")).toThrow(
    "allowed_ranges",
  );
});
