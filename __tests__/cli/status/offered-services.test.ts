import { offeredServices } from "../../../cli/status/offered-services";
import { loadEnvironments } from "../../../config/load";
import { ENVIRONMENT, edit, folderOf } from "../../support/environments";

/** How the service of an environment is reconciled. @param keys of the service. */
function offered(...keys: readonly string[]) {
  const text = edit(ENVIRONMENT, "    targets:\n", `${keys.map((key) => `    ${key}\n`).join("")}    targets:\n`);
  const [service] = offeredServices(loadEnvironments(folderOf({ "prod/environment.yaml": text })));
  return { hasAcceptor: service?.hasAcceptor, settings: service?.settings };
}

test("a service with an acceptor is reconciled as the acceptor does it", () => {
  expect(offered("acceptor: { mostRejections: 3, unknown: reject }")).toEqual({
    hasAcceptor: true,
    settings: { unknown: "reject", mostRejections: 3 },
  });
  expect(offered("acceptor: { mostRejections: 0 }").settings?.mostRejections).toBe(0);
});

test("without a word of it, and without an acceptor, a run cuts at most 10, and no unknown one", () => {
  const settings = { unknown: "leave", mostRejections: 10 };
  expect(offered("acceptor: {}")).toEqual({ hasAcceptor: true, settings });
  expect(offered()).toEqual({ hasAcceptor: false, settings });
});
