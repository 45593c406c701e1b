import { problemOf, readLedger } from "../../acceptor/read-ledger";
import { folderOf } from "../support/environments";
import { entry, ledgerOf } from "../support/fake-ec2";

/** What is deployed: a sound record, and one with something else. */
const deployed = (more: object = {}) => ({
  ledger: { ...ledgerOf(entry("globex")), entries: [entry("globex"), { ...entry("initech"), ...more }] },
  settings: { unknown: "leave", mostRejections: 10 },
});

test.each([
  ["nothing else", {}],
  ["each state", { state: "draining" }],
  ["a last day, endpoints and regions", { until: "2027-06-30", endpointIds: ["vpce-1"], regions: ["us-east-1"] }],
])("takes a record with %s", (_, more) => {
  expect(problemOf(deployed(more))).toBeUndefined();
});

test.each([
  ["no customer", { customer: "" }],
  ["no connection", { connection: undefined }],
  ["a state that is none", { state: "paused" }],
  ["a state of another case", { state: "Revoked" }],
  ["no state", { state: undefined }],
  ["no account", { accounts: [] }],
  ["an account that is a number", { accounts: [888888888888] }],
  ["an account that is no list", { accounts: "888888888888" }],
  ["a last day in another form", { until: "30.06.2027" }],
  ["a last day with a time", { until: "2027-06-30T00:00:00Z" }],
  ["a last day that is a number", { until: 20270630 }],
  ["a last day that is null", { until: null }],
  ["an endpoint that is no list", { endpointIds: "vpce-1" }],
  ["endpoints that are no texts", { endpointIds: ["vpce-1", null] }],
  ["endpoints that are null", { endpointIds: null }],
  ["a region that is no list", { regions: "us-east-1" }],
  ["regions that are no texts", { regions: [1] }],
])("fails with a record with %s, by its place", (_, more) => {
  const message = "an entry with customer, connection, state and accounts as `ledger.entries[1]`";
  expect(problemOf(deployed(more))).toBe(message);
  const folder = folderOf({ "ledger.json": JSON.stringify(deployed(more)) });
  expect(() => readLedger(folder)).toThrow(message);
});
