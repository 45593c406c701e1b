import { join } from "node:path";
import { originsSchema } from "../../config/origins";
import { YamlFile } from "../../config/yaml-file";
import { PROJECT_ROOT } from "../../support/project-root";
import { SHIPPED, synthesizeFolder } from "../support/stacks";

/** Constructs right below a stack that are no part of what an environment says: providers, states and outputs. */
const PLUMBING = /^(aws|aws-.*|backend|state-.*|privatelink_stack_role|connections|verification)$/;

describe.each([
  SHIPPED,
  join(PROJECT_ROOT, "examples/provider"),
  join(PROJECT_ROOT, "examples/customer"),
  join(PROJECT_ROOT, "examples/adopted"),
])("%s", (folder) => {
  const { order, files, stack } = synthesizeFolder(folder);
  const origins = (name: string) => originsSchema.parse(JSON.parse(files[`stacks/${name}/origins.json`] ?? ""));

  test.each(order)("%s says which file it comes from, and which keys in it", (name) => {
    const { file, path, constructs } = origins(name);
    const yaml = YamlFile.read(join(folder, file)) as YamlFile;
    expect(yaml.syntaxProblems).toEqual([]);
    // The acceptance of a service need not be written: it has a default.
    expect(yaml.valueAt(path.slice(0, 2))).toBeDefined();
    for (const keys of Object.values(constructs)) expect(keys.slice(0, path.length)).toEqual(path);
  });

  test.each(order)("every resource of %s is in a construct whose origin is known", (name) => {
    const { resource = {} } = stack(name).json;
    const paths = Object.values<Record<string, { "//": { metadata: { path: string } } }>>(resource).flatMap((named) =>
      Object.values(named).map((body) => body["//"].metadata.path),
    );
    const known = Object.keys(origins(name).constructs);
    const unknown = paths
      .map((path) => path.split("/")[1] ?? "")
      .filter((id) => !known.includes(id) && !PLUMBING.test(id));
    expect(unknown).toEqual([]);
  });
});

test("names the key of a consumer's connection, VPC and client", () => {
  const { files } = synthesizeFolder(SHIPPED, { env: ["dev"] });
  expect(JSON.parse(files["stacks/dev-consumer-web/origins.json"] ?? "")).toEqual({
    format: "cdktf-privatelink/origins",
    version: 1,
    file: "dev/consumers/web.yaml",
    path: [],
    constructs: {
      client: ["client"],
      "endpoint-orders": ["connections", "orders"],
      vpc: ["vpc"],
    },
  });
});
