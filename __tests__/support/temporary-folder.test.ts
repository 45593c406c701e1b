import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotWrite } from "../../support/cannot-write";
import { withTemporaryFolder } from "../../support/temporary-folder";
import { rejected } from "./rejected";
import { runTypeScript } from "./run-node";

test("the folder is there for the work, and is gone afterwards", async () => {
  const seen: [string, boolean][] = [];
  const folder = await withTemporaryFolder(
    "a",
    async (given) => {
      writeFileSync(join(given, "b"), "");
      return given;
    },
    (given) => seen.push([given, existsSync(join(given, "b"))]),
  );
  expect([seen, existsSync(folder)]).toEqual([[[folder, true]], false]);
});

test("it is gone after an error as well, which passes unchanged", async () => {
  let folder = "";
  const error = await rejected(
    withTemporaryFolder("a", async (given) => {
      folder = given;
      throw new Error("stopped");
    }),
  );
  expect([error.message, existsSync(folder)]).toEqual(["stopped", false]);
});

test("an error of the file system in it is told as one of the folder for temporary files", async () => {
  const inside = await rejected(withTemporaryFolder("a", async (given) => readFileSync(join(given, "none"))));
  expect(inside).toBeInstanceOf(CannotWrite);
  expect(inside.message).toContain("Name another with the variable TMPDIR.");
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
  expect(await rejected(withTemporaryFolder("a", () => Promise.reject(full)))).toBeInstanceOf(CannotWrite);
});

test("fails where no such folder can be made", async () => {
  expect(await rejected(withTemporaryFolder("missing/a", async () => undefined))).toBeInstanceOf(CannotWrite);
});

test("only this user may read it", async () => {
  expect(await withTemporaryFolder("a", async (given) => statSync(given).mode & 0o777)).toBe(0o700);
});

test("it is gone also where the process ends meanwhile", async () => {
  const { stdout } = await runTypeScript(`
    const { withTemporaryFolder } = require("./support/temporary-folder.ts");
    withTemporaryFolder("a", async (folder) => {
      require("node:fs").writeSync(1, folder);
      process.exit();
    });
  `);
  expect([stdout, existsSync(stdout)]).toEqual([expect.stringMatching(/\ba-\w{6}$/), false]);
});
