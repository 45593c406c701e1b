import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildReport } from "../../cli/status/build-report";
import type { OfferedService } from "../../cli/status/offered-services";
import type { State } from "../../ledger/state";
import { loadPolicy } from "../../policies/checker/policy";
import { readPolicyData } from "../../policies/checker/policy-data";
import type { JudgedVerdict } from "../../policies/checker/verdict";
import { temporaryFolder } from "../support/environments";

const ACCOUNT = "222222222222";
const SERVICE = "vpce-svc-0123456789abcdef0";
const [WEB, API] = ["vpce-0123456789abcdef0", "vpce-0fffffffffffffff0"];

const entry = (customer: string, state: State) => ({
  ...{ customer, connection: "orders", state, managed: true, accounts: [ACCOUNT] },
});

/** The status of two consumers of one account, each with an endpoint that is connected. */
function statusFile(web: State): string {
  const service: OfferedService = {
    ledger: {
      ...{ environment: "dev", kind: "service", service: "orders" },
      entries: [entry("web", web), entry("api", "allowed")],
    },
    ...{ account: "111111111111", region: "us-east-1", tagName: "dev-orders", stack: "dev-service-orders" },
    ...{ acceptance: "registered", allowedPrincipals: [], hasAcceptor: false },
    settings: { unknown: "leave", mostRejections: 10 },
  };
  const connections = [WEB, API].map((endpointId) => ({
    ...({ endpointId, owner: ACCOUNT, region: "us-east-1", state: "available" } as const),
  }));
  const report = buildReport([service], [{ serviceId: SERVICE, connections, problem: undefined }], {
    ...({ source: "aws", generatedAt: new Date("2026-11-25T10:00:00Z"), today: "2026-11-25" } as const),
  });
  const file = join(temporaryFolder(), "status.json");
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const accepter = (customer: string, endpoint: string, isStaying: boolean) => {
  const before = { vpc_endpoint_id: endpoint, vpc_endpoint_service_id: SERVICE, vpc_endpoint_state: "available" };
  const type = "aws_vpc_endpoint_connection_accepter";
  const name = `connections_${customer}_orders_0123ABCD`;
  return {
    ...{ address: `${type}.${name}`, mode: "managed", type, name, action_reason: "delete_because_no_resource_config" },
    change: {
      ...(isStaying ? { actions: ["no-op"], after: before } : { actions: ["delete"], after: null }),
      ...{ before, after_unknown: {} },
    },
  };
};

/** Judges a plan of the acceptance stack. */
async function failing(web: State, revoked: readonly string[], staying: readonly string[]): Promise<string[]> {
  const changes = [["web", WEB] as const, ["api", API] as const].map(([customer, endpoint]) =>
    accepter(customer, endpoint, staying.includes(customer)),
  );
  const plan = {
    format_version: "1.2",
    planned_values: {
      outputs: { privatelink_stack_role: { value: "acceptance" }, revoked_connections: { value: revoked } },
      root_module: {},
    },
    resource_changes: changes,
    configuration: { root_module: { resources: changes.map((each) => ({ ...each, expressions: {} })) } },
  };
  const policy = await loadPolicy(readPolicyData([], "2026-11-25", [statusFile(web)]));
  const { findings } = policy.judge(plan) as JudgedVerdict;
  return findings
    .filter(({ rule }) => rule === "accepted-connections")
    .map(({ address }) => address.split("_")[5] ?? "");
}

test("a consumer is revoked while another consumer of its account stays", async () => {
  expect(await failing("revoked", ["web/orders"], ["api"])).toEqual([]);
});

test("the plan must not reject the one that stays, and none that is not revoked", async () => {
  expect(await failing("revoked", ["web/orders"], [])).toEqual(["api"]);
  expect(await failing("revoked", ["web/orders"], ["web"])).toEqual(["api"]);
  expect(await failing("allowed", [], ["api"])).toEqual(["web"]);
});

test("the plan is not believed where the ledger of the status does not revoke the consumer", async () => {
  expect(await failing("allowed", ["web/orders"], ["api"])).toEqual(["web"]);
});
