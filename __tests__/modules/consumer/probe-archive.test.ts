import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { unzipSync } from "fflate";
import { probeArchive } from "../../../modules/consumer/client-application/probe-archive";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { temporaryFolder } from "../../support/environments";
import { runTypeScript } from "../../support/run-node";

const SOURCE = join(PACKAGE_ROOT, "modules/consumer/client-application/probe.mjs");

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64");
}

test("the archive holds the probe and nothing else, and its hash is that of its bytes", () => {
  const { path, sourceCodeHash } = probeArchive();
  const bytes = readFileSync(path);
  const files = unzipSync(bytes);
  expect(basename(path)).toBe("probe.zip");
  expect(Object.keys(files)).toEqual(["probe.mjs"]);
  expect(Buffer.from(files["probe.mjs"] ?? []).toString("utf8")).toBe(readFileSync(SOURCE, "utf8"));
  expect(sourceCodeHash).toBe(sha256(bytes));
});

test("the archive is packed once a process", () => {
  expect(probeArchive()).toBe(probeArchive());
});

test("the probe may be read by everyone, as Lambda wants", () => {
  const bytes = readFileSync(probeArchive().path);
  const entry = bytes.indexOf(Buffer.from("PK\x01\x02", "latin1"));
  expect((bytes.readUInt32LE(entry + 38) >>> 16) & 0o777).toBe(0o644);
});

test.each(["UTC", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu"])(
  "the bytes are the same in the time zone %s",
  async (zone) => {
    const { stdout, stderr } = await runTypeScript(
      `const { readFileSync } = require("node:fs");
       const { probeArchive } = require("./modules/consumer/client-application/probe-archive");
       const { path, sourceCodeHash } = probeArchive();
       console.log(JSON.stringify({ bytes: readFileSync(path).toString("base64"), sourceCodeHash }));`,
      { TZ: zone },
    );
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      bytes: readFileSync(probeArchive().path).toString("base64"),
      sourceCodeHash: probeArchive().sourceCodeHash,
    });
  },
);

test("the process leaves no file behind", async () => {
  const folder = temporaryFolder();
  await runTypeScript('require("./modules/consumer/client-application/probe-archive").probeArchive();', {
    TMPDIR: folder,
  });
  expect(readdirSync(folder)).toEqual([]);
});
