import { join } from "node:path";
import type { Environment } from "../../config/environment";
import { planEstate } from "../../config/estate/plan-estate";
import { loadEnvironments } from "../../config/load";
import { keyPlaces } from "../../config/origin-keys";
import { originsSchema } from "../../config/origins";
import { YamlFile } from "../../config/yaml-file";
import { buildHere } from "../../engine/build-here";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "../support/environments";
import { someFolders } from "../support/some-folders";
import { synthesizeFolder } from "../support/stacks";

/** Constructs right below a stack that are no part of what an environment says: providers, states and outputs. */
const PLUMBING = /^(aws|aws-.*|backend|state-.*|privatelink_stack_role|verification)$/;

describe.each(someFolders("folders whose stacks say where they come from"))("%s", (folder) => {
  const { order, files, stack } = synthesizeFolder(folder);
  const origins = (name: string) => originsSchema.parse(JSON.parse(files[`stacks/${name}/origins.json`] ?? ""));

  test.each(order)("%s says which file it comes from, and which keys in it", (name) => {
    const { file, path } = origins(name);
    const yaml = YamlFile.read(join(folder, file)) as YamlFile;
    expect(yaml.syntaxProblems).toEqual([]);
    // The acceptance of a service need not be written: it has a default.
    expect(yaml.valueAt(path.slice(0, 2))).toBeDefined();
  });

  test.each(order)("the keys of every resource of %s are known, by its construct and by its address", (name) => {
    const { resource = {} } = stack(name).json;
    const resources = Object.values<Record<string, { "//": { metadata: { path: string } } }>>(resource).flatMap(
      (named) => Object.entries(named).map(([id, body]) => ({ id, path: body["//"].metadata.path })),
    );
    const asked = resources.filter(({ path }) => !PLUMBING.test(path.split("/")[1] ?? ""));
    for (const { id, path } of asked) {
      const byConstruct = keyPlaces(origins(name), path.split("/").slice(1).join("/"));
      // The last place is the stack's own.
      expect([path, byConstruct.length]).not.toEqual([path, 1]);
      expect([path, keyPlaces(origins(name), id.replace(/_[0-9A-F]{8}$/, ""))]).toEqual([path, byConstruct]);
    }
  });
});

test("what a construct refuses is told with the file and the key that it comes from", () => {
  const [environment] = loadEnvironments(join(PACKAGE_ROOT, "environments"), ["dev"]);
  const broken = structuredClone(environment) as unknown as { consumers: Record<string, { vpc: object }> };
  const name = Object.keys(broken.consumers)[0] ?? "";
  Object.assign(broken.consumers[name]?.vpc ?? {}, { flowLogs: { retentionDays: 2 } });
  const folder = temporaryFolder();
  const build = () => buildHere(planEstate([broken as unknown as Environment]), folder);
  expect(build).toThrow(
    `Stacks cannot be built; nothing was written.\n\ndev/consumers/${name}.yaml  vpc.flowLogs\n  expected: one of 1, 3, `,
  );
  expect(build).toThrow(`(\`retentionDays\` of dev-consumer-${name}/flow-logs)\n  found:    2`);
});
