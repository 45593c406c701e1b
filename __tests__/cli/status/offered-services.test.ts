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

describe("a reader", () => {
  const PLAN_ROLE = "delivery: { planRole: reader }\nregion: us-east-1\n";
  const roles = (text: string) => {
    const environments = loadEnvironments(folderOf({ "prod/environment.yaml": text }));
    return [false, true].map((isReader) => offeredServices(environments, isReader)[0]?.roleArn);
  };

  test("asks with the role that plans, where the environment has one", () => {
    expect(roles(edit(ENVIRONMENT, "region: us-east-1\n", PLAN_ROLE))).toEqual([
      "arn:aws:iam::111111111111:role/deploy",
      "arn:aws:iam::111111111111:role/reader",
    ]);
    expect(roles(ENVIRONMENT)[1]).toBe("arn:aws:iam::111111111111:role/deploy");
  });

  test("assumes no role in an account without one", () => {
    const text = edit(edit(ENVIRONMENT, "region: us-east-1\n", PLAN_ROLE), "    role: deploy\n", "");
    expect(roles(text)).toEqual([undefined, undefined]);
  });
});
