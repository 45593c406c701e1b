import { byCustomer, byKind, MOST_SERIOUS } from "../../../cli/status/order";
import { DIFFERENCES } from "../../../ledger/decide";

test("each kind of difference has its place: none is left out of a report", () => {
  expect([...MOST_SERIOUS].sort()).toEqual([...DIFFERENCES].sort());
  expect([MOST_SERIOUS[0], MOST_SERIOUS.at(-1)]).toEqual(["revoked-but-connected", "never-connected"]);
});

test("groups by kind, the most serious first, in the order that is given", () => {
  const differences = [
    { kind: "never-connected", id: 1 },
    { kind: "unknown-connected", id: 2 },
    { kind: "never-connected", id: 3 },
  ] as const;
  expect(byKind(differences).map(({ kind, all }) => [kind, all.map(({ id }) => id)])).toEqual([
    ["unknown-connected", [2]],
    ["never-connected", [1, 3]],
  ]);
});

test("sorts by customer, then by endpoint; what no record names is last", () => {
  const lines = [
    { customer: null, endpointId: "vpce-1" },
    { customer: "web", endpointId: undefined },
    { customer: "globex", endpointId: "vpce-9" },
    { customer: null, endpointId: "vpce-0" },
    { customer: "globex", endpointId: "vpce-2" },
  ];
  expect(byCustomer(lines, (line) => line).map(({ customer, endpointId }) => `${customer} ${endpointId}`)).toEqual([
    "globex vpce-2",
    "globex vpce-9",
    "web undefined",
    "null vpce-0",
    "null vpce-1",
  ]);
});
