import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCostTable, shippedCosts } from "../../review/costs/cost-table";
import { monthlyCosts } from "../../review/costs/monthly-costs";
import { pricedChange } from "../../review/costs/priced-changes";
import { money } from "../../review/markdown/money";
import { type PlanJson, planJsonSchema } from "../../review/read/plan-json";
import { today } from "../../support/date";
import { temporaryFolder } from "../support/environments";
import { planJson, type ResourceSpec } from "./plans";
import { pricesFile } from "./prices";

function changesOf(resources: readonly ResourceSpec[]) {
  const plan: PlanJson = planJsonSchema.parse(JSON.parse(planJson(resources)));
  return plan.resource_changes.flatMap((resource) => pricedChange(resource, "us-east-1"));
}

function tableOf(text: string) {
  const file = join(temporaryFolder(), "prices.yaml");
  writeFileSync(file, text);
  return { file, read: () => readCostTable(file) };
}

const SHIPPED = readCostTable(shippedCosts());
const TABLE = readCostTable(pricesFile());

describe("the price table", () => {
  test("the shipped one names a source and a day for each price", () => {
    expect(SHIPPED.prices.length).toBeGreaterThan(5);
    for (const { source, date } of SHIPPED.prices) {
      expect(source).toMatch(/^https:\/\/(pricing\.us-east-1\.amazonaws|aws\.amazon)\.com\//);
      expect(date <= today()).toBe(true);
    }
  });

  test("the shipped one says which prices nobody read at their source", () => {
    const quoted = SHIPPED.prices.filter((price) => price.quoted);
    expect(quoted.map(({ item, regions }) => [item, regions])).toEqual([["networkLoadBalancer", ["us-east-1"]]]);
    const { sources } = monthlyCosts(
      [{ item: "networkLoadBalancer", region: "us-east-1", before: 0, after: 1 }],
      SHIPPED,
      {
        ...{ declared: [], unpriced: [] },
      },
    );
    expect(sources).toEqual(["https://aws.amazon.com/elasticloadbalancing/pricing/ (2026-05-01, as others quote it)"]);
  });

  test.each([
    ["aws_nat_gateway", "us-east-1", "NAT gateway"],
    ["aws_ec2_transit_gateway_vpc_attachment", "us-east-1", "transit gateway attachment"],
    ["aws_lb", "eu-central-1", "Network Load Balancer"],
  ])("what has no price is a line without an amount, and keeps the sum from being whole: %s", (type, region, item) => {
    const after = { region, load_balancer_type: "network" };
    const changes = changesOf([{ address: `${type}.x`, actions: ["create"], after }]);
    const { lines, incomplete, monthly } = monthlyCosts(changes, SHIPPED, { declared: [], unpriced: [] });
    expect(lines).toEqual([{ item, region, added: 1, removed: 0, hourly: null, monthly: null }]);
    expect([incomplete, monthly]).toEqual([true, 0]);
  });

  test("a table that is wrong is refused with all its mistakes, each with its line", () => {
    const { file, read } = tableOf(`currency: dollars
prices:
  - item: natInstance
    hourly: "0.1"
    regions: [us-east-1]
    source: http://example.com
    date: 2026-13-01
`);
    const mistakes = [`${file}:1:11  currency`, `${file}:3:11  prices[0].item`, `${file}:4:13  prices[0].hourly`];
    for (const mistake of [...mistakes, `${file}:6:13  prices[0].source`, `${file}:7:11  prices[0].date`])
      expect(read).toThrow(mistake);
    expect(read).toThrow("5 problems in 1 file; nothing was reviewed.");
  });

  test("two prices of one thing in one region are refused", () => {
    const price = (regions: string) => `  - item: networkLoadBalancer
    hourly: 0.02
    regions: ${regions}
    source: https://example.com/prices
    date: "2026-01-01"
`;
    const { file, read } = tableOf(`currency: EUR\nprices:\n${price("[eu-west-1]")}${price("[eu-west-2, eu-west-1]")}`);
    expect(read).toThrow(`${file}:10:26  prices[1].regions[1]`);
  });

  test("a file that is not there is told", () => {
    expect(() => readCostTable("/no/prices.yaml")).toThrow("/no/prices.yaml");
  });
});

describe("what a change costs", () => {
  const endpoint = (actions: string[], before: unknown[] | null, after: unknown[] | null, type = "Interface") => ({
    address: "aws_vpc_endpoint.x",
    actions,
    before: before && { vpc_endpoint_type: type, subnet_ids: before },
    after: after && { vpc_endpoint_type: type, subnet_ids: after },
  });
  const monthly = (resources: readonly ResourceSpec[]) =>
    monthlyCosts(changesOf(resources), TABLE, { declared: [], unpriced: [] });

  test("endpoints by their zones, also of subnets that are not there yet", () => {
    expect(monthly([endpoint(["create"], null, [null, null, null])])).toMatchObject({
      monthly: 21.9,
      lines: [{ item: "zone of an interface endpoint", region: "us-east-1", added: 3, removed: 0, monthly: 21.9 }],
      incomplete: false,
    });
  });

  test("a zone more or less, and what goes with what comes, in one line", () => {
    const more = endpoint(["update"], ["a"], ["a", "b"]);
    expect(monthly([more, endpoint(["delete"], ["a", "b", "c"], null)])).toMatchObject({
      monthly: -14.6,
      lines: [{ added: 1, removed: 3, monthly: -14.6 }],
    });
  });

  test("nothing changes where an endpoint is replaced by one of as many zones, or only its tags change", () => {
    const same = [endpoint(["delete", "create"], ["a"], ["b"]), endpoint(["update"], ["a"], ["a"])];
    expect(monthly(same).lines).toEqual([]);
    expect(monthly([endpoint(["create"], null, null, "Gateway")]).lines).toEqual([]);
  });

  test("load balancers by their type: one whose type the plan does not say is an Application Load Balancer", () => {
    const lb = (load_balancer_type?: string, region?: string) => ({
      ...{ address: "aws_lb.x", actions: ["create"] },
      after: { ...(load_balancer_type && { load_balancer_type }), ...(region && { region }) },
    });
    const { lines } = monthly([lb("network"), lb(), lb("gateway", "ap-northeast-2")]);
    expect(lines.map(({ item, region, monthly }) => [item, region, monthly])).toEqual([
      ["Application Load Balancer", "us-east-1", 16.43],
      ["Gateway Load Balancer", "ap-northeast-2", 9.13],
      ["Network Load Balancer", "us-east-1", 16.43],
    ]);
  });

  test("what is taken away costs as much less as it cost more", () => {
    const before = { load_balancer_type: "network" };
    expect(monthly([{ address: "aws_lb.x", actions: ["delete"], before }]).monthly).toBe(-16.43);
  });

  test("no price is guessed for a region that the table has not", () => {
    const abroad = {
      ...endpoint(["create"], null, ["a"]),
      after: { vpc_endpoint_type: "Interface", subnet_ids: ["a"], region: "mars-1" },
    };
    expect(monthly([abroad])).toMatchObject({
      monthly: 0,
      lines: [{ region: "mars-1", added: 1, hourly: null, monthly: null }],
      sources: [],
      incomplete: true,
    });
  });

  test("subnets of unknown number are not guessed either", () => {
    const unknown = { address: "aws_vpc_endpoint.x", actions: ["create"], after: { vpc_endpoint_type: "Interface" } };
    expect(monthly([unknown])).toMatchObject({ monthly: 0, lines: [{ added: null, monthly: null }], incomplete: true });
  });

  test("stacks without a plan are named, and make the sum incomplete", () => {
    const costs = monthlyCosts(changesOf([endpoint(["create"], null, ["a"])]), TABLE, {
      ...{ declared: [], unpriced: ["dev-consumer-web"] },
    });
    expect(costs).toMatchObject({ monthly: 7.3, without_plan: ["dev-consumer-web"], incomplete: true });
  });

  test("amounts have a sign, cents and thousands", () => {
    expect([1234.5, -14.6, 0, 1234567].map((amount) => money(amount, "USD"))).toEqual([
      "+1,234.50 USD",
      "−14.60 USD",
      "±0.00 USD",
      "+1,234,567.00 USD",
    ]);
  });
});
