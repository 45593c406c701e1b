import { z } from "zod";
import { checked } from "../../config/fields";
import { type Problem, renderProblems } from "../../config/problem";
import { decode } from "../../config/schema-problems";
import { anyRegion } from "../../config/shared-schema";
import { YamlFile } from "../../config/yaml-file";
import { beside } from "../../support/beside";
import { isDate } from "../../support/date";
import { UserError } from "../../support/user-error";

/** What a review prices, by the keys of the price table. */
export const PRICED = {
  interfaceEndpointZone: "zone of an interface endpoint",
  gatewayLoadBalancerEndpointZone: "zone of a Gateway Load Balancer endpoint",
  networkLoadBalancer: "Network Load Balancer",
  gatewayLoadBalancer: "Gateway Load Balancer",
  applicationLoadBalancer: "Application Load Balancer",
  classicLoadBalancer: "Classic Load Balancer",
  natGateway: "NAT gateway",
  transitGatewayAttachment: "transit gateway attachment",
} as const;

/** Something that costs money by the hour. */
export type Priced = keyof typeof PRICED;

const ITEMS = Object.keys(PRICED) as [Priced, ...Priced[]];

const price = z.strictObject({
  item: z.enum(ITEMS).describe("What is priced."),
  hourly: z.number().min(0).max(1_000).describe("Price of an hour, without usage."),
  regions: z.array(anyRegion).min(1).describe("Regions where it costs that."),
  source: checked((text) =>
    /^https:\/\/[\w./?=&%#-]+$/.test(text) ? undefined : "the https address of where the price is published",
  ),
  date: checked((text) => (isDate(text) ? undefined : "a day as YYYY-MM-DD, in quotes")).describe(
    "Day on which the source had this price.",
  ),
  quoted: z
    .boolean()
    .default(false)
    .describe("Whether not the source itself was read, but others that quote it on that day. Default: false."),
});

/** A table of prices, as its file gives it. */
export const costTableSchema = z.strictObject({
  currency: checked((text) => (/^[A-Z]{3}$/.test(text) ? undefined : "a currency such as USD")),
  hours: z
    .number()
    .min(1)
    .max(744)
    .default(730)
    .describe("Hours of a month. Default: 730, as AWS's calculator has it."),
  prices: z.array(price).min(1),
});

export type CostTable = z.output<typeof costTableSchema>;
export type Price = CostTable["prices"][number];

/** The price table of the product, which a team can replace. */
export function shippedCosts(): string {
  return beside(__dirname, "prices.yaml");
}

/**
 * Reads a price table.
 *
 * @throws UserError with all that is wrong with it, each with its line.
 */
export function readCostTable(path: string): CostTable {
  const file = YamlFile.read(path);
  if (!(file instanceof YamlFile)) throw new UserError(renderProblems([file], "nothing was reviewed"));
  const { value, problems } =
    file.syntaxProblems.length > 0
      ? { value: undefined, problems: file.syntaxProblems }
      : decode(file, costTableSchema);
  const all = [...problems, ...(value === undefined ? [] : pricedTwice(file, value))];
  if (value === undefined || all.length > 0) throw new UserError(renderProblems(all, "nothing was reviewed"));
  return value;
}

/** Of two prices of one thing in one region, nobody knows which holds. */
function pricedTwice(file: YamlFile, { prices }: CostTable): Problem[] {
  const seen = new Set<string>();
  return prices.flatMap(({ item, regions }, index) =>
    regions.flatMap((region, place) => {
      const key = `${item} ${region}`;
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [
        file.problemAt(
          ["prices", index, "regions", place],
          `one price of ${item} in each region; ${region} has one above`,
          "delete one",
        ),
      ];
    }),
  );
}
