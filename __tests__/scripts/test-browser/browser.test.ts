import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { findBrowser } from "../../../scripts/test-browser/browser";
import { readPicture } from "../../../scripts/test-browser/picture";
import { temporaryFolder } from "../../support/environments";

test("the browser is that of CHROME_PATH, or the first on the PATH; a wrong CHROME_PATH is not replaced", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "bin"));
  const chromium = join(folder, "bin/google-chrome");
  writeFileSync(chromium, "");
  chmodSync(chromium, 0o755);
  const PATH = `${join(folder, "nothing")}:${join(folder, "bin")}`;
  expect(findBrowser({ PATH })).toBe(chromium);
  expect(findBrowser({ PATH, CHROME_PATH: chromium })).toBe(chromium);
  expect(findBrowser({ PATH, CHROME_PATH: join(folder, "missing") })).toBeUndefined();
  expect(findBrowser({ PATH: folder })).toBeUndefined();
});

test("a picture tells its background, and a blank one from another", () => {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, "latin1"), data, Buffer.alloc(4)]);
  };
  const png = (lines: readonly number[][]) => {
    const file = join(temporaryFolder(), "a.png");
    const data = deflateSync(Buffer.from(lines.flatMap((line) => [0, ...line])));
    writeFileSync(file, Buffer.concat([Buffer.alloc(8), chunk("IHDR", Buffer.alloc(13)), chunk("IDAT", data)]));
    return readPicture(file);
  };
  expect(png([[255, 255, 255, 255, 255, 255]])).toEqual({ background: 255, variety: 2 });
  expect(png([[10, 20, 30, 40, 50, 60]])).toEqual({ background: 20, variety: 7 });
});
