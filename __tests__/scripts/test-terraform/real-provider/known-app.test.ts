import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../../../config/load";
import { knownApp } from "../../../../scripts/test-terraform/real-provider/known-app";
import { temporaryFolder } from "../../../support/environments";

test("what the real provider has no resources for is left out, and said; the rest is sound", () => {
  const { app, leftOut } = knownApp(temporaryFolder());
  expect(leftOut).toEqual([
    "examples/adopted/vendor/environment.yaml: ingress",
    "examples/hub/platform/consumers/reports.yaml: additionalSecurityGroupIds",
    "examples/inspection/vault/consumers/archive.yaml: inspection.routed: false",
    "examples/newer/platform/consumers/vault.yaml: inspection.routed: false",
    "examples/provider/vendor/environment.yaml: encryptionControl",
  ]);
  expect(loadEnvironments(join(app, "examples/inspection"))[0]?.consumers.archive).toMatchObject({
    inspection: { routed: false },
  });
  expect(readFileSync(join(app, "examples/provider/vendor/environment.yaml"), "utf8")).not.toMatch(/encryptionControl/);
  expect(loadEnvironments(join(app, "examples/provider"))).toHaveLength(1);
});
