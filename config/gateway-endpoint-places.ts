import type { Problem } from "./problem";

/** Who else can reach a gateway endpoint: nobody, so that VPCs of hubs have none. */
const OF_HUB = {
  expected:
    "no gateway endpoint for a hub: only what is in a VPC itself can use one, and nothing that comes by peering, a transit gateway or Cloud WAN",
  fix: "write `gatewayEndpoints` in the files of consumers; through a hub, share a connection to `awsService: s3` or `dynamodb`",
};

/** Where in a file gateway endpoints stand. */
const OF_CONSUMER = {
  expected: "gateway endpoints beside `vpc` in the file of a consumer that is built here",
  fix: "move `gatewayEndpoints` there",
};

const HUB_PLACE = /^hubs\.[^.]+\.(?:vpcs\.[^.]+\.)?gatewayEndpoints$/;
const OTHER_PLACE = /^(?:(?:services|resources|appliances)\.[^.]+\.)?(?:vpc\.)?gatewayEndpoints$/;

/** A problem with gateway endpoints where there can be none, with the reason in place of the keys that there are. */
export function withGatewayPlace(problem: Problem): Problem {
  if (!problem.found.startsWith("the key ")) return problem;
  if (HUB_PLACE.test(problem.path)) return { ...problem, ...OF_HUB };
  return OTHER_PLACE.test(problem.path) ? { ...problem, ...OF_CONSUMER } : problem;
}
