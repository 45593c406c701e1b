import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadPolicySync } from "@open-policy-agent/opa-wasm";
import { CouldNotJudge } from "../../policies/checker/could-not-judge";
import {
  CAPABILITIES_FILE,
  differences,
  MANIFEST_FILE,
  readManifest,
  WASM_FILE,
} from "../../policies/checker/manifest";
import { load, loadPolicy } from "../../policies/checker/policy";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "../support/environments";

const wasm = readFileSync(join(PACKAGE_ROOT, WASM_FILE));

test("the module is the one its sources give, by hash", () => {
  expect(differences(PACKAGE_ROOT)).toEqual([]);
});

test("the manifest has no path of a machine", () => {
  expect(readFileSync(join(PACKAGE_ROOT, MANIFEST_FILE), "utf8")).not.toMatch(/"\/|[A-Z]:\\/);
  expect(Object.keys(readManifest(PACKAGE_ROOT).sources)).toContain("policies/rego/verdict.rego");
});

test("the module needs no function that the SDK would have to provide", () => {
  const module = loadPolicySync(wasm) as unknown as {
    wasmInstance: { exports: { builtins(): number } };
    mem: { buffer: ArrayBuffer };
  };
  const { exports } = module.wasmInstance as { exports: { builtins(): number; opa_json_dump(at: number): number } };
  const memory = Buffer.from(module.mem.buffer, exports.opa_json_dump(exports.builtins()));
  expect(JSON.parse(memory.toString("utf8", 0, memory.indexOf(0)))).toEqual({});
});

test("the capabilities leave out what throws at run time", () => {
  const { builtins } = JSON.parse(readFileSync(join(PACKAGE_ROOT, CAPABILITIES_FILE), "utf8"));
  const names = builtins.map(({ name }: { name: string }) => name);
  for (const forbidden of [
    "sprintf",
    "http.send",
    "time.now_ns",
    "json.patch",
    "object.subset",
    "regex.replace",
    "net.cidr_merge",
  ]) {
    expect(names).not.toContain(forbidden);
  }
});

test("each rule's file is examined", async () => {
  const folder = join(PACKAGE_ROOT, "policies/rego/rules");
  const files = readdirSync(folder).filter((file) => !file.endsWith("_test.rego"));
  const ids = files.map((file) => /^# {3}id: (.*)$/m.exec(readFileSync(join(folder, file), "utf8"))?.[1]);
  const verdict = (await loadPolicy()).judge({ data: { aws_region: { here: {} } } });
  expect(verdict).toMatchObject({ examined: { rules: ids.sort() } });
});

describe("another work tree", () => {
  let root: string;

  beforeEach(() => {
    root = temporaryFolder();
    cpSync(join(PACKAGE_ROOT, "policies"), join(root, "policies"), { recursive: true });
  });

  test("fails to load a module that is not its manifest's", async () => {
    writeFileSync(join(root, WASM_FILE), Buffer.concat([wasm, Buffer.from([0])]));
    await expect(load(root)).rejects.toThrow(CouldNotJudge);
    expect(differences(root)).toEqual([`${WASM_FILE} is not the module of the manifest`]);
  });

  test("fails to load without its manifest", async () => {
    rmSync(join(root, MANIFEST_FILE));
    await expect(load(root)).rejects.toThrow("cannot be read");
  });

  test("finds sources that changed, came and went", () => {
    writeFileSync(join(root, "policies/rego/verdict.rego"), "package privatelink\n");
    writeFileSync(join(root, "policies/rego/new.rego"), "package new\n");
    rmSync(join(root, "policies/rego/lib/marks.rego"));
    expect(differences(root)).toEqual([
      "policies/rego/lib/marks.rego is in the manifest and not in the work tree",
      "policies/rego/new.rego is not in the manifest",
      "policies/rego/verdict.rego has changed since the module was built",
    ]);
  });
});
