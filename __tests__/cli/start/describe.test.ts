import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe as describeEnvironments } from "../../../cli/start/describe";
import { loadEnvironments } from "../../../config/load";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { CONSUMER, ENVIRONMENT, folderOf } from "../../support/environments";

function described(files: Readonly<Record<string, string>>, stacks: readonly string[] = []): string {
  return stripVTControlCharacters(describeEnvironments(loadEnvironments(folderOf(files)), stacks));
}

const COUNT = 400;

/** Files of consumers, each with an account and a range of its own. */
function consumers(text: string): Record<string, string> {
  const files = Array.from({ length: COUNT }, (_, index) => [
    `prod/consumers/customer-${String(index).padStart(4, "0")}.yaml`,
    text
      .replace("222222222222", String(222222220000 + index))
      .replace("10.20.0.0/20", `172.${16 + Math.floor(index / 256)}.${index % 256}.0/24`),
  ]);
  return Object.fromEntries(files);
}

test("an environment with hundreds of managed consumers takes a few lines", () => {
  const text = described({ "prod/environment.yaml": ENVIRONMENT, ...consumers(CONSUMER) });
  expect(text).toContain("consumers  customer-0000, customer-0001, ");
  expect(text).toContain(" and 394 more\n");
  expect(text).toContain("400 accounts of prod have no `role`");
  expect(text.split("\n").length).toBeLessThan(10);
  expect(text.length).toBeLessThan(2000);
});

test("an environment with hundreds of external consumers takes a few lines", () => {
  const external = 'external: true\naccount: "222222222222"\nconnections: { orders: { service: orders } }\n';
  const text = described({ "prod/environment.yaml": ENVIRONMENT, ...consumers(external) });
  expect(text).toContain("400 external consumers (customer-0000, ");
  expect(text.split("\n").length).toBeLessThan(10);
  expect(text.length).toBeLessThan(2000);
});

test("of many notes the first are told, and the rest is counted", () => {
  const keys = Array.from({ length: 15 }, (_, index) => `s${index}`);
  const service = ENVIRONMENT.slice(ENVIRONMENT.indexOf("  orders:"));
  const services = keys.map((key, index) =>
    service
      .replace("  orders:", `  ${key}:`)
      .replace("10.10.0.0/20", `10.${index}.0.0/20`)
      .replace("111111111111", String(333333330000 + index)),
  );
  const connections = keys.map((key) => `  ${key}: { service: ${key} }\n`).join("");
  const text = described({
    "prod/environment.yaml": ENVIRONMENT.slice(0, ENVIRONMENT.indexOf("  orders:")) + services.join(""),
    "prod/consumers/globex.yaml": `external: true\naccount: "888888888888"\nconnections:\n${connections}`,
  });
  expect(text.match(/^ {2}note /gm)).toHaveLength(12);
  expect(text).toContain("\n  and 3 more notes\n");
});

test("the VPCs of a hub are no consumers: the hub has a line of its own", () => {
  const text = stripVTControlCharacters(describeEnvironments(loadEnvironments(join(PACKAGE_ROOT, "examples/hub")), []));
  expect(text).toContain("\n  hubs       central\n  consumers  ");
  expect(text).not.toContain("hub-central-");
});
