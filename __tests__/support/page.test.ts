import { existsSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { page } from "../../support/page";

test("a page is named by its path in the repository, where it is", () => {
  expect(page("docs/delivery/bootstrap.md")).toBe("docs/delivery/bootstrap.md");
  expect(existsSync(join(PACKAGE_ROOT, page("docs/delivery/bootstrap.md")))).toBe(true);
});
