import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { AcceptorLedger } from "../../../../ledger/acceptor-ledger";
import { acceptorArchive } from "../../../../modules/provider/acceptor/archive";
import { temporaryFolder } from "../../../support/environments";
import { runTypeScript } from "../../../support/run-node";
import { thrown } from "../../../support/synth";

const DATA: AcceptorLedger = {
  settings: { unknown: "leave", mostRejections: 10 },
  ledger: { environment: "prod", kind: "service", service: "orders", entries: [] },
};
const bundle = join(temporaryFolder(), "acceptor.mjs");
writeFileSync(bundle, "export const handler = () => {};\n");
const made = acceptorArchive(DATA, bundle);

test("the archive holds the code and the ledger, as the function reads them", () => {
  const files = unzipSync(readFileSync(made.path));
  expect(Object.keys(files)).toEqual(["acceptor.mjs", "ledger.json"]);
  expect(strFromU8(files["acceptor.mjs"] as Uint8Array)).toBe(readFileSync(bundle, "utf8"));
  expect(JSON.parse(strFromU8(files["ledger.json"] as Uint8Array))).toEqual(DATA);
});

test("its hash is that of its bytes, and it is packed once a process", () => {
  expect(made.sourceCodeHash).toBe(createHash("sha256").update(readFileSync(made.path)).digest("base64"));
  expect(acceptorArchive(DATA, bundle)).toBe(made);
});

test("everyone may read what is in it, as Lambda wants", () => {
  const bytes = readFileSync(made.path);
  for (let entry = bytes.indexOf("PK\x01\x02", 0, "latin1"); entry >= 0; ) {
    expect((bytes.readUInt32LE(entry + 38) >>> 16) & 0o777).toBe(0o644);
    entry = bytes.indexOf("PK\x01\x02", entry + 1, "latin1");
  }
});

test.each(["UTC", "Pacific/Kiritimati"])("another process packs the same bytes in the time zone %s", async (zone) => {
  const folder = temporaryFolder();
  const { stdout, stderr } = await runTypeScript(
    `const { acceptorArchive } = require("./modules/provider/acceptor/archive");
     console.log(acceptorArchive(${JSON.stringify(DATA)}, ${JSON.stringify(bundle)}).sourceCodeHash);`,
    { TZ: zone, TMPDIR: folder },
  );
  expect([stdout, stderr]).toEqual([`${made.sourceCodeHash}\n`, ""]);
  expect(readdirSync(folder)).toEqual([]);
});

test("another ledger is another hash", () => {
  const other = { ...DATA, settings: { ...DATA.settings, mostRejections: 11 } };
  expect(acceptorArchive(other, bundle).sourceCodeHash).not.toBe(made.sourceCodeHash);
});

test("fails without the bundle, and says what makes it", () => {
  const missing = join(temporaryFolder(), "acceptor.mjs");
  const { name, message } = thrown(() => acceptorArchive(DATA, missing));
  expect([name, message]).toEqual([
    "UserError",
    `${missing}: expected the bundled acceptor, found nothing. Run \`npm run build\`.`,
  ]);
});

test("ten thousand customers fit many times into what Lambda takes directly, 50 MB", () => {
  const entries = Array.from({ length: 10_000 }, (_, index) => ({
    customer: `customer-${index}`,
    connection: "orders",
    state: "allowed" as const,
    managed: false,
    accounts: [
      createHash("sha256").update(String(index)).digest("hex").replace(/\D/g, "").padEnd(12, "0").slice(0, 12),
    ],
    endpointIds: [`vpce-0${createHash("sha256").update(`e${index}`).digest("hex").slice(0, 16)}`],
    since: "2026-11-01",
    contact: `network@customer-${index}.example`,
  }));
  const { path } = acceptorArchive({ ...DATA, ledger: { ...DATA.ledger, entries } });
  const size = readFileSync(path).length;
  expect(size).toBeLessThan(2_000_000);
  expect(size).toBeGreaterThan(200_000);
});
