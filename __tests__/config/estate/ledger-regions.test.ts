import type { Environment } from "../../../config/environment";
import { serviceLedger } from "../../../config/estate/ledger";
import { loadEnvironments } from "../../../config/load";
import { judge } from "../../../ledger/match";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf } from "../../support/environments";

/** A service of us-east-1 that is offered to eu-west-1, a managed customer in each region, and an external one. */
function ledger() {
  const ireland = edit(edit(CONSUMER, "222222222222", "333333333333"), "[use1-az1, use1-az2]", "[euw1-az1, euw1-az2]");
  const [dev] = loadEnvironments(
    folderOf({
      "dev/environment.yaml": edit(ENVIRONMENT, "    targets:", "    supportedRegions: [eu-west-1]\n    targets:"),
      "dev/consumers/web.yaml": CONSUMER,
      "dev/consumers/web-eu.yaml": `region: eu-west-1\n${edit(ireland, "10.20.", "10.30.")}`,
      "dev/consumers/globex.yaml": EXTERNAL,
    }),
  ) as [Environment];
  return serviceLedger(dev, "orders");
}

test("a managed customer's endpoint is in the customer's own region, by default the environment's", () => {
  expect(ledger().entries.map(({ customer, regions }) => [customer, regions])).toEqual([
    ["globex", undefined],
    ["web", ["us-east-1"]],
    ["web-eu", ["eu-west-1"]],
  ]);
});

test("an endpoint of another region than its customer's is nobody's", () => {
  const of = (endpointId: string, owner: string, region: string) =>
    ({ endpointId, owner, region, state: "pendingAcceptance" }) as const;
  const { connections } = judge(
    ledger(),
    [
      of("vpce-1", "333333333333", "eu-west-1"),
      of("vpce-2", "333333333333", "us-east-1"),
      of("vpce-3", "222222222222", "us-east-1"),
    ],
    { today: "2026-11-29" },
  );
  expect(connections.map(({ entry, decision }) => [entry?.customer, decision.action])).toEqual([
    ["web-eu", "accept"],
    [undefined, "none"],
    ["web", "accept"],
  ]);
});
