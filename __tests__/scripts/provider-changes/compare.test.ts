import { join } from "node:path";
import { changesOf } from "../../../scripts/provider-changes/compare";
import { readThing } from "../../../scripts/provider-changes/read-bindings";
import { usedThings } from "../../../scripts/provider-changes/used-things";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { folderOf } from "../../support/environments";

/** Bindings of one resource. */
function library(config: string, attributes: string, blocks: Record<string, string> = {}): string {
  return folderOf({
    "vpc-thing/index.d.ts": [
      "export interface VpcThingConfig extends cdktf.TerraformMetaArguments {",
      config,
      "}",
      "export declare class VpcThing {",
      attributes,
      "}",
      "",
    ].join("\n"),
    ...blocks,
  });
}

const BEFORE = library(
  ["    readonly name: string;", "    readonly size?: number;", "    readonly kind?: cdktf.IResolvable;"].join("\n"),
  "    get arn(): string;\n    get name(): string;\n",
);

function changes(after: string): string[] {
  const before = readThing(BEFORE, "vpc-thing");
  if (before === undefined) throw new Error("no thing");
  return changesOf(before, readThing(after, "vpc-thing"));
}

test("bindings that only name their package otherwise changed nothing", () => {
  const same = library(
    ["    readonly name: string;", "    readonly size?: number;", "    readonly kind?: cdktn.IResolvable;"].join("\n"),
    "    get arn(): string;\n    get name(): string;\n",
  );
  expect(changes(same)).toEqual([]);
});

test("what can break a stack comes first, then what is new", () => {
  const after = library(
    ["    readonly name?: string;", "    readonly size: number;", "    readonly owner: string;"].join("\n"),
    "    get name(): string;\n    get nameInput(): string;\n    get owner(): string;\n    get id(): string;\n",
    { "vpc-thing/index-structs/structs0.d.ts": "export interface VpcThingBlock {\n    readonly deep?: string;\n}\n" },
  );
  expect(changes(after)).toEqual([
    "now optional: VpcThingConfig.name",
    "now required: VpcThingConfig.size",
    "removed argument VpcThingConfig.kind",
    "removed attribute arn",
    "new required argument VpcThingConfig.owner",
    "new argument VpcThingBlock.deep",
    "new attribute id",
  ]);
});

test("another type is told, and a resource that is gone", () => {
  const after = library(
    ["    readonly name: string[];", "    readonly size?: number;", "    readonly kind?: cdktf.IResolvable;"].join(
      "\n",
    ),
    "    get arn(): string;\n    get name(): string;\n",
  );
  expect(changes(after)).toEqual(["another type: VpcThingConfig.name was string, is string[]"]);
  expect(changes(folderOf({}))).toEqual(["removed"]);
});

test("what the stacks are made of is found, and the installed bindings have all of it", () => {
  const things = usedThings(PACKAGE_ROOT);
  expect(things).toEqual(expect.arrayContaining(["provider", "vpc-endpoint", "vpc-endpoint-service", "s3-bucket"]));
  const installed = join(PACKAGE_ROOT, "node_modules/@cdktf/provider-aws/lib");
  const sizes = things.map((thing) => [thing, readThing(installed, thing)?.arguments.size ?? 0]);
  expect(sizes.filter(([, size]) => size === 0)).toEqual([]);
});
