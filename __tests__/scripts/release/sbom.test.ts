import { readFileSync } from "node:fs";
import { join } from "node:path";
import { changelogSection } from "../../../scripts/release/changelog";
import { licenceProblems, readLicencePolicy } from "../../../scripts/release/licences";
import { type Sbom, sbomOf } from "../../../scripts/release/sbom";
import { PACKAGE_ROOT } from "../../../support/package-root";

const component = (name: string, more: object = {}) => ({
  "bom-ref": `${name}@1.0.0`,
  type: "library",
  name,
  version: "1.0.0",
  externalReferences: [],
  licenses: [{ license: { id: "MIT" } }],
  ...more,
});

/** As npm 11 prints it for a project that installs one package from a file. */
const printed = (...components: object[]) => ({
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  serialNumber: "urn:uuid:8c767aa2-d734-468b-94a7-868bad87ddf6",
  metadata: { timestamp: "2026-11-30T03:03:14.786Z", component: component("project") },
  components: [
    ...components,
    component("pkg", { externalReferences: [{ type: "distribution", url: "file:/a/pkg.tgz" }] }),
  ],
  dependencies: [
    { ref: "project@1.0.0", dependsOn: ["pkg@1.0.0"] },
    { ref: "pkg@1.0.0", dependsOn: ["b@1.0.0", "a@1.0.0"] },
    { ref: "b@1.0.0", dependsOn: [] },
    { ref: "a@1.0.0", dependsOn: [] },
  ],
});

const SUBJECT = { name: "pkg", version: "1.0.0", time: new Date("2026-01-01T00:00:00Z") };
const made = (...components: object[]) => sbomOf(JSON.stringify(printed(...components)), SUBJECT);

describe("the bill of materials", () => {
  test("is about the package, in an order, without the project and the path that it was installed from", () => {
    const sbom = made(component("b"), component("a"));
    expect(sbom.metadata.component).toMatchObject({ name: "pkg", externalReferences: [] });
    expect(sbom.metadata.timestamp).toBe("2026-01-01T00:00:00.000Z");
    expect(sbom.components.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(sbom.dependencies.map(({ ref }) => ref)).toEqual(["a@1.0.0", "b@1.0.0", "pkg@1.0.0"]);
    expect(sbom.dependencies.at(-1)?.dependsOn).toEqual(["a@1.0.0", "b@1.0.0"]);
    expect(JSON.stringify(sbom)).not.toContain("project");
  });

  test("has a serial number of its content", () => {
    const serial = (sbom: Sbom) => sbom.serialNumber;
    expect(serial(made(component("a"), component("b")))).toBe(serial(made(component("b"), component("a"))));
    expect(serial(made(component("a")))).not.toBe(serial(made(component("b"))));
    expect(serial(made())).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test.each<[string, object]>([
    ["another format", { ...printed(), bomFormat: "SPDX" }],
    ["no components", { ...printed(), components: undefined }],
    ["without the package", { ...printed(), components: [] }],
    ["with the package twice", printed(component("pkg"))],
  ])("fails at %s", (_, text) => expect(() => sbomOf(JSON.stringify(text), SUBJECT)).toThrow("npm sbom: "));
});

describe("licences", () => {
  const problems = (licenses: unknown, exceptions: object[] = []) =>
    licenceProblems([made(component("a", { licenses }))], {
      allowed: ["MIT", "Apache-2.0"].map((id) => ({ id, reason: "It asks only for its notice." })),
      exceptions: exceptions as never,
    });

  test.each<[string, unknown]>([
    ["an id", [{ license: { id: "Apache-2.0" } }]],
    ["one of two", [{ expression: "(MIT OR GPL-3.0-only)" }]],
    ["both", [{ expression: "MIT AND Apache-2.0" }]],
    ["several", [{ license: { id: "MIT" } }, { license: { id: "Apache-2.0" } }]],
  ])("pass with %s", (_, licenses) => expect(problems(licenses)).toEqual([]));

  test.each<[string, unknown]>([
    ["another id", [{ license: { id: "GPL-3.0-only" } }]],
    ["both, one of which is another", [{ expression: "MIT AND GPL-3.0-only" }]],
    ["several, one of which is another", [{ license: { id: "MIT" } }, { license: { id: "GPL-3.0-only" } }]],
    ["parentheses that end another's", [{ expression: "MIT) OR (MIT" }]],
    ["parentheses over two", [{ expression: "(GPL-3.0-only" }, { expression: "MIT) OR MIT" }]],
    ["a line break in it", [{ expression: "GPL-3.0-only\n::error::x" }]],
    ["a name", [{ license: { name: "see the README" } }]],
    ["no SPDX expression", [{ expression: "SEE LICENSE IN LICENSE" }]],
    ["an empty list", []],
    ["none", undefined],
  ])("fails with %s", (_, licenses) => {
    expect(problems(licenses)).toEqual([
      expect.stringContaining("a@1.0.0: expected one of the licences MIT, Apache-2.0"),
    ]);
  });

  const EXCEPTION = {
    package: "a@1.0.0",
    reason: "Its author says that it is in the public domain.",
    read: "2026-01-01",
  };

  test("pass with an exception for the version, which fails where it is not needed", () => {
    expect(problems(undefined, [EXCEPTION])).toEqual([]);
    expect(problems([{ license: { id: "MIT" } }], [EXCEPTION])).toEqual([expect.stringContaining("Remove it")]);
    expect(problems(undefined, [{ ...EXCEPTION, package: "a@1.0.1" }])).toHaveLength(2);
  });

  test("of two packages are both judged, each problem once, and an exception is needed by one of them", () => {
    const policy = { allowed: [{ id: "MIT", reason: "It asks only for its notice." }], exceptions: [EXCEPTION] };
    const [none, other] = [{ licenses: undefined }, { licenses: [{ license: { id: "GPL-3.0-only" } }] }];
    expect(licenceProblems([made(component("a", none)), made(component("b"))], policy)).toEqual([]);
    const both = [made(component("a", none), component("b", other)), made(component("b", other))];
    expect(licenceProblems(both, policy)).toEqual([expect.stringContaining("found: GPL-3.0-only.")]);
  });

  test("the list of this project is right", () => {
    const path = "scripts/release/licences.yaml";
    const { allowed } = readLicencePolicy(readFileSync(join(PACKAGE_ROOT, path), "utf8"), path);
    expect(allowed.map(({ id }) => id)).toContain("MPL-2.0");
    expect(() => readLicencePolicy("allowed: []\nexceptions: []", path)).toThrow(path);
  });
});

describe("the section of the changelog", () => {
  const CHANGELOG =
    "# Changelog\n\n## 1.1.0\n\n### Minor Changes\n\n- A.\n\n## 1.0.0 - 2026-01-01\n\n- B.\n\n## 0.1.0\n";

  test("ends before the next", () => {
    expect(changelogSection(CHANGELOG, "1.1.0")).toBe("### Minor Changes\n\n- A.\n");
    expect(changelogSection(CHANGELOG, "1.0.0")).toBe("- B.\n");
  });

  test.each(["1.1", "2.0.0", "0.1.0"])("fails for %s, which has none", (version) => {
    expect(() => changelogSection(CHANGELOG, version)).toThrow("CHANGELOG.md: expected");
  });
});
