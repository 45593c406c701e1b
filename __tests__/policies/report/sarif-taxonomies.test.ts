import type { Log } from "sarif";
import { render } from "../../../policies/checker/report/formats";
import { EVERYTHING, report } from "./reports";

const [run] = (JSON.parse(render(EVERYTHING, "sarif")) as Log).runs;
const rule = run?.tool.driver.rules?.find(({ id }) => id === "no-internet-gateway");

test("a run names the frameworks, and of each only the controls that its rules answer", () => {
  expect(run?.taxonomies?.map(({ name, version }) => [name, version])).toContainEqual(["NIST SP 800-53", "Rev. 5"]);
  const answered = new Set(
    run?.tool.driver.rules?.flatMap(({ relationships = [] }) => relationships.map(({ target }) => target.id)),
  );
  expect(new Set(run?.taxonomies?.flatMap(({ taxa = [] }) => taxa.map(({ id }) => id)))).toEqual(answered);
});

test("each relationship of a rule leads to its control, by index, id and GUID, with the reason", () => {
  expect(rule?.relationships?.length).toBeGreaterThan(3);
  for (const { target, kinds, description } of rule?.relationships ?? []) {
    const taxonomy = run?.taxonomies?.[target.toolComponent?.index ?? -1];
    const taxon = taxonomy?.taxa?.[target.index ?? -1];
    expect([taxon?.id, taxon?.guid, taxonomy?.guid]).toEqual([target.id, target.guid, target.toolComponent?.guid]);
    expect(kinds).toEqual(["relevant"]);
    expect(description?.text).toMatch(/\.$/);
  }
});

test("GUIDs have the form that SARIF asks for, and differ", () => {
  const taxonomies = run?.taxonomies ?? [];
  const guids = taxonomies.flatMap(({ guid, taxa = [] }) => [guid, ...taxa.map((taxon) => taxon.guid)]);
  expect(
    guids.every((guid) => /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(guid ?? "")),
  ).toBe(true);
  expect(new Set(guids).size).toBe(guids.length);
});

test("the driver supports the taxonomies of its run", () => {
  expect(run?.tool.driver.supportedTaxonomies?.map(({ guid }) => guid)).toEqual(
    run?.taxonomies?.map(({ guid }) => guid),
  );
});

test("a run in which no rule judged has no taxonomies", () => {
  const [empty] = (JSON.parse(render(report([]), "sarif")) as Log).runs;
  expect(empty?.taxonomies).toEqual([]);
});
