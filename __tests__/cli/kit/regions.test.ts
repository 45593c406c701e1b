import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../../config/environment";
import { loadEnvironments } from "../../../config/load";
import { cardOf } from "../../../config/service/card";
import { renderCard } from "../../../modules/card/render-card";
import { cli } from "../../support/cli";
import { ENVIRONMENT, EXTERNAL, edit, folderOf } from "../../support/environments";

const NAME = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";

/**
 * The region of a customer's endpoint, as the kit has it. The service is in us-east-1.
 *
 * @param regions those of the connection.
 * @param region that of the command line.
 */
async function regionOf(regions?: readonly string[], region?: string): Promise<string | undefined> {
  const key = regions === undefined ? "" : `    regions: [${regions.join(", ")}]\n`;
  const folder = folderOf({
    "environments/dev/environment.yaml": edit(
      ENVIRONMENT,
      "    targets:",
      "    supportedRegions: [eu-west-1, ap-south-1]\n    targets:",
    ),
    "environments/dev/consumers/globex.yaml": `${EXTERNAL}${key}`,
  });
  const environments = join(folder, "environments");
  const [dev] = loadEnvironments(environments) as [Environment];
  const spec = dev.services.orders;
  if (spec === undefined) throw new Error("no service");
  const card = join(folder, "orders.json");
  writeFileSync(card, renderCard(cardOf(dev, "orders", spec), NAME));
  const out = join(folder, "kit");
  const options = [
    "--environments",
    environments,
    "--card",
    card,
    "--out",
    out,
    ...(region ? ["--region", region] : []),
  ];
  const { error, code } = await cli(["kit", "globex", ...options]);
  if (code !== 0) throw new Error(error);
  return /^ {2}region += "([^"]+)"/m.exec(readFileSync(join(out, "terraform/main.tf"), "utf8"))?.[1];
}

test("the service's own, where the customer may connect from it", async () => {
  expect(await regionOf()).toBe("us-east-1");
  expect(await regionOf(["eu-west-1", "us-east-1"])).toBe("us-east-1");
});

test("the first that the record says, where the service's own is not among them", async () => {
  expect(await regionOf(["eu-west-1"])).toBe("eu-west-1");
  expect(await regionOf(["eu-west-1", "ap-south-1"])).toBe("eu-west-1");
});

test("the one that --region says", async () => {
  expect(await regionOf(undefined, "ap-south-1")).toBe("ap-south-1");
});
