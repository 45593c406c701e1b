import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../../../config/load";
import { knownApp } from "../../../../scripts/test-terraform/real-provider/known-app";
import { temporaryFolder } from "../../../support/environments";

const EXAMPLES = ["adopted", "customer", "hub", "inspection", "provider"];

test("what the real provider or its simulator lacks is left out, with the reason; the rest is sound", () => {
  const { app, leftOut } = knownApp(temporaryFolder(), EXAMPLES);
  expect(leftOut).toEqual([
    {
      key: "examples/adopted/vendor/environment.yaml: ingress",
      reason: "the simulator has no load balancer with the tags that the service finds one by",
    },
    {
      key: "examples/hub/platform/consumers/reports.yaml: additionalSecurityGroupIds",
      reason: "the simulator does not have the security groups that exist in the VPCs of consumers",
    },
    {
      key: "examples/inspection/vault/consumers/archive.yaml: inspection.routed: false",
      reason: "the simulator refuses routes to endpoints (InvalidVpcEndpointId.NotFound)",
    },
    {
      key: "examples/provider/vendor/environment.yaml: encryptionControl",
      reason: "version 5.100.0 of the provider has no aws_vpc_encryption_control, which came with 6.23",
    },
  ]);
  expect(loadEnvironments(join(app, "examples/inspection"))[0]?.consumers.archive).toMatchObject({
    inspection: { routed: false },
  });
  expect(readFileSync(join(app, "examples/provider/vendor/environment.yaml"), "utf8")).not.toMatch(/encryptionControl/);
  expect(loadEnvironments(join(app, "examples/provider"))).toHaveLength(1);
});
