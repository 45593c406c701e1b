import { Manifest } from "cdktf/lib/manifest";
import { MANIFEST } from "../../engine/stack-files";

test("the manifest has the name that cdktf gives it", () => {
  expect(MANIFEST).toBe(Manifest.fileName);
});
