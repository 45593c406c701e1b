import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addressesOf, compareOutputs } from "../../../scripts/cdktn/differences";
import { temporaryFolder } from "../../support/environments";

/** Files of a stack, as cdktf writes them. */
const TODAY = {
  "manifest.json": '{\n  "annotations": [\n  ],\n  "version": "0.21.0"\n}',
  "order.json": `{ "digest": "${"a".repeat(64)}" }`,
  "stacks/one/cdk.tf.json": `{
  "//": {
    "metadata": {
      "stackName": "one",
      "version": "0.21.0"
    }
  },
  "data": {
    "aws_region": {
      "here": {}
    }
  },
  "resource": {
    "aws_vpc": {
      "main": {
        "cidr_block": "10.0.0.0/16"
      }
    }
  },
  "terraform": {
    "required_providers": {
      "aws": {
        "source": "aws",
        "version": "6.25.0"
      }
    }
  }
}`,
};

const SUCCESSOR = {
  "manifest.json": '{\n  "annotations": [],\n  "version": "0.24.0"\n}',
  "order.json": `{ "digest": "${"b".repeat(64)}" }`,
  "stacks/one/cdk.tf.json": TODAY["stacks/one/cdk.tf.json"]
    .replace('"0.21.0"', '"0.24.0"')
    .replace('"aws",', '"hashicorp/aws",')
    .replace('"6.25.0"', '"6.66.0"'),
};

function written(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const compared = (successor: Readonly<Record<string, string>>) => compareOutputs(written(TODAY), written(successor));

test("counts the listed differences, and finds no other", () => {
  const { files, same, found, others } = compared(SUCCESSOR);
  expect({ files, same, others }).toEqual({ files: 3, same: 0, others: [] });
  expect(Object.values(found)).toEqual([1, 1, 1, 1, 1, 1]);
});

test("the provider may be pinned to the same version", () => {
  const path = "stacks/one/cdk.tf.json";
  const pinned = { ...SUCCESSOR, [path]: SUCCESSOR[path].replace("6.66.0", "6.25.0") };
  expect(compared(pinned)).toMatchObject({ others: [] });
});

test("the same files have no difference; what the program remembers is none of them", () => {
  expect(compared({ ...TODAY, ".records/stacks.json": "{}" })).toMatchObject({ files: 3, same: 3, others: [] });
});

test.each([
  ["another argument", "10.0.0.0/16", "10.0.0.0/8", /line 16: expected .*10\.0\.0\.0\/16.*, found .*10\.0\.0\.0\/8/],
  ["another version of the library", "0.24.0", "0.25.0", /line 5: expected .*0\.21\.0.*, found .*0\.25\.0/],
  ["another version of the provider", "6.66.0", "6.67.0", /line 24: expected .*6\.25\.0.*, found .*6\.67\.0/],
  ["another source of the provider", "hashicorp/aws", "acme/aws", /line 23: expected .*, found .*acme\/aws/],
  ["an empty list in a stack", '"here": {}', '"here": []', /line 10/],
])("fails for %s", (_, from, to, message) => {
  const path = "stacks/one/cdk.tf.json";
  const { others } = compared({ ...SUCCESSOR, [path]: SUCCESSOR[path].replace(from, to) });
  expect(others).toEqual([expect.stringMatching(message)]);
});

test("fails for a file that only one writes, and for one that ends early", () => {
  const { "order.json": order, ...rest } = SUCCESSOR;
  expect(compared({ ...rest, "other.json": order }).others).toEqual([
    "order.json: only cdktf writes it",
    "other.json: only the successor writes it",
  ]);
  const manifest = SUCCESSOR["manifest.json"].replace("\n}", "");
  expect(compared({ ...SUCCESSOR, "manifest.json": manifest }).others).toEqual([
    expect.stringMatching(/line 5: expected .*}.*, found the end of the file/),
  ]);
});

test("names the addresses of resources and data sources", () => {
  const path = "stacks/one/cdk.tf.json";
  expect(addressesOf(written(SUCCESSOR))).toEqual([`${path}: aws_vpc.main`, `${path}: data.aws_region.here`]);
});
