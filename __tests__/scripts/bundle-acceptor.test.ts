import { readFileSync, statSync, utimesSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { bundleAcceptor } from "../../scripts/bundle-acceptor";
import { ACCEPTOR_BUNDLE } from "../../support/acceptor-bundle";
import { runModule } from "../support/run-node";

test("the bundle is one file that Node loads without any package, and has the handler", async () => {
  const bundle = JSON.stringify(pathToFileURL(ACCEPTOR_BUNDLE).href);
  const found = await runModule(`import { handler } from ${bundle};\nconsole.log(typeof handler);`);
  expect(found).toEqual({ code: 0, stdout: "function\n", stderr: "" });
});

test("the same sources are the same bytes, and nothing of this machine is in them", async () => {
  const before = readFileSync(ACCEPTOR_BUNDLE, "utf8");
  await bundleAcceptor({ force: true });
  expect(readFileSync(ACCEPTOR_BUNDLE, "utf8") === before).toBe(true);
  expect(before).not.toContain(process.cwd());
  expect(before).not.toContain("node_modules");
});

test("the bundle is made again only where it is older than its sources", async () => {
  const made = () => statSync(ACCEPTOR_BUNDLE).mtimeMs;
  const before = made();
  await bundleAcceptor();
  expect(made()).toBe(before);
  utimesSync(ACCEPTOR_BUNDLE, 0, 0);
  await bundleAcceptor();
  expect(made()).toBeGreaterThanOrEqual(before);
});
