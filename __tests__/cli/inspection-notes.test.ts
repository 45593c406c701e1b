import { join } from "node:path";
import { inspectionNotes } from "../../cli/inspection-notes";
import { notesOn } from "../../cli/start/notes";
import { loadEnvironments } from "../../config/load";
import { APPLIANCES } from "../support/appliances";
import { cli } from "../support/cli";
import { edit, folderOf, temporaryFolder } from "../support/environments";

const MANUAL = edit(APPLIANCES, "    targetFailover", "    acceptance: manual\n    targetFailover");
const SERVICE = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef1";
const consumer = (inspection: string) => `account: "222222222222"
vpc: { cidr: 10.40.0.0/20, zones: [use1-az1, use1-az2] }
client: false
connections:
  partner:
    serviceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
    ports: [443]
inspection:
  ${inspection}
  clientSubnets: { use1-az1: 10.40.8.0/24, use1-az2: 10.40.9.0/24 }
  subnets: { use1-az1: 10.40.15.0/28, use1-az2: 10.40.15.16/28 }
`;
const OWN = consumer("appliance: inspection");
const OTHERS = consumer(`serviceName: ${SERVICE}`);

function folder(environment: string, consumers: Readonly<Record<string, string>>): string {
  const files = Object.entries(consumers).map(([name, text]) => [`prod/consumers/${name}.yaml`, text]);
  return folderOf({ "prod/environment.yaml": environment, ...Object.fromEntries(files) });
}

const notes = (environment: string, consumers: Readonly<Record<string, string>>, selected?: readonly string[]) =>
  inspectionNotes(loadEnvironments(folder(environment, consumers)), selected);

const BY_PERSON =
  "packets of vault (prod) are routed through the appliances inspection (acceptance: manual): AWS drops them until a " +
  "person has accepted the endpoints. Deploy with `routed: false` under `inspection` until then";
const BY_OWNER =
  `packets of vault (prod) are routed through ${SERVICE}: AWS drops them until their owner has accepted the ` +
  "endpoints. Deploy with `routed: false` under `inspection` until then";

test("appliances whose endpoints a person accepts drop packets until then", () => {
  expect(notes(MANUAL, { vault: OWN })).toEqual([BY_PERSON]);
});

test("so do somebody else's", () => {
  expect(notes(APPLIANCES, { vault: OTHERS })).toEqual([BY_OWNER]);
});

test.each(["registered", "automatic"])("%s: nothing is to be done", (acceptance) => {
  const environment = edit(MANUAL, "acceptance: manual", `acceptance: ${acceptance}`);
  expect(notes(environment, { vault: OWN })).toEqual([]);
});

test("packets that go past the appliances are not dropped", () => {
  expect(notes(MANUAL, { vault: `${OWN}  routed: false\n` })).toEqual([]);
  expect(notes(MANUAL, { vault: `${OTHERS}  routed: false\n` })).toEqual([]);
});

test("a consumer that is not connected yet, or no more, is not told of", () => {
  expect(notes(MANUAL, { vault: `state: invited\n${OWN}` })).toEqual([]);
});

test("appliances have one line, however many consumers are behind them", () => {
  const consumers = { vault: OWN, archive: OWN.replaceAll("10.40.", "10.41.") };
  expect(notes(MANUAL, consumers)).toEqual([BY_PERSON.replace("vault", "archive, vault")]);
  expect(notes(MANUAL, consumers, ["vault"])).toEqual([BY_PERSON]);
});

test("start and synth tell it", async () => {
  const environments = folder(MANUAL, { vault: OWN });
  const [environment] = loadEnvironments(environments);
  expect(environment && notesOn(environment, "2026-11-01")).toEqual([BY_PERSON]);
  const { error } = await cli(["synth", "--environments", environments, "--out", join(temporaryFolder(), "out")]);
  expect(error.split("\n")).toContain(`note: ${BY_PERSON}`);
});
