import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readBindings } from "../../../../scripts/policy/classification/bindings";
import { temporaryFolder } from "../../../support/environments";

let library: string;

beforeEach(() => {
  library = temporaryFolder();
});

const LINK = "https://example.com/providers/hashicorp/aws/6.25.0/docs/resources/thing";

/** A property as the bindings declare it. */
function property(name: string, type: string): string {
  const camel = name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
  return `    /**\n    * Docs: {@link ${LINK}#${name} Thing#${name}}\n    */\n    readonly ${camel}?: ${type};\n`;
}

function declare(folder: string, type: string, base: string, ...blocks: string[]): void {
  mkdirSync(join(library, folder));
  const text = `${blocks.join("")}export declare class Thing extends cdktf.${base} {\n    static readonly tfResourceType = "${type}";\n`;
  writeFileSync(join(library, folder, "index.d.ts"), text);
}

const config = (...properties: string[]) =>
  `export interface ThingConfig extends cdktf.TerraformMetaArguments {\n${properties.join("")}}\n`;
const block = (name: string, ...properties: string[]) => `export interface ${name} {\n${properties.join("")}}\n`;

test("arguments are found through blocks, single, in lists and in each other", () => {
  declare(
    "thing",
    "aws_thing",
    "TerraformResource",
    config(
      property("subnet_ids", "string[]"),
      property("tags", "{\n        [key: string]: string;\n    }"),
      property("network_config", "ThingNetworkConfig"),
      property("route", "ThingRoute[] | cdktf.IResolvable"),
    ),
    block("ThingNetworkConfig", property("vpc_config", "ThingNetworkConfigVpcConfig")),
    block("ThingNetworkConfigVpcConfig", property("is_public", "boolean | cdktf.IResolvable")),
    block("ThingRoute", property("gateway_id", "string")),
  );
  expect(readBindings(library)).toEqual({
    version: "6.25.0",
    types: [
      {
        type: "aws_thing",
        arguments: ["network_config.vpc_config.is_public", "route.gateway_id", "subnet_ids", "tags"],
      },
    ],
    maps: ["tags"],
  });
});

test("blocks that hold themselves end, and data sources and the provider are no types", () => {
  declare(
    "thing",
    "aws_thing",
    "TerraformResource",
    config(property("statement", "ThingStatement")),
    block("ThingStatement", property("not", "ThingStatement"), property("vpc_id", "string")),
  );
  declare("data-aws-thing", "aws_thing", "TerraformDataSource", config(property("vpc_id", "string")));
  declare("provider", "aws", "TerraformProvider", config(property("region", "string")));
  expect(readBindings(library).types).toEqual([{ type: "aws_thing", arguments: ["statement.vpc_id"] }]);
});

test("fails where there are no bindings", () => {
  expect(() => readBindings(library)).toThrow("must hold the provider's bindings, got: no resource type.");
});

test("the installed bindings have every type, with arguments of theirs deep within", () => {
  const { version, types } = readBindings();
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(types.length).toBeGreaterThan(1500);
  const named = new Map(types.map((type) => [type.type, type.arguments]));
  expect(named.get("aws_route_table")).toContain("route.nat_gateway_id");
  expect(named.get("aws_msk_cluster")).toContain("broker_node_group_info.connectivity_info.public_access.type");
  // Declared over several files.
  expect(named.get("aws_medialive_channel")).toContain("vpc.public_address_allocation_ids");
});
