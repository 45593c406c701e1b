import { readFileSync } from "node:fs";
import { join } from "node:path";
import { planEstate } from "../../../config/estate/plan-estate";
import { loadEnvironments } from "../../../config/load";
import { buildHere } from "../../../engine/build-here";
import type { Configuration } from "../../../scripts/mutations/model";
import type { Plan } from "../../../scripts/mutations/plan-form";
import { idsOf, type Seed } from "../../../scripts/mutations/seeds";
import type { Place } from "../../../scripts/mutations/things";
import { placeIn, TWO_VPCS } from "../../../scripts/mutations/two-vpcs";
import { PACKAGE_ROOT } from "../../../support/package-root";

/** What Terraform planned: see ../fixtures/README.md. */
function plan(folder: string, name: string): Plan {
  return JSON.parse(readFileSync(join(__dirname, "..", "fixtures", folder, `${name}.json`), "utf8"));
}

/** A consumer's stack as it is shipped, in which everything counts as in the consumer's VPC. */
export function consumerSeed(out: string): Seed {
  buildHere(planEstate(loadEnvironments(join(PACKAGE_ROOT, "environments"), ["dev"])), out);
  const stack: Configuration = JSON.parse(readFileSync(join(out, "stacks", "dev-consumer-web", "cdk.tf.json"), "utf8"));
  const applied = plan("consumer", "applied");
  return {
    name: "a consumer's stack",
    stack,
    toCreate: plan("consumer", "create"),
    applied,
    place: placeOf(stack, applied),
  };
}

/** A configuration with a marked VPC of a consumer's beside one of a service's. */
export function twoVpcsSeed(which: "consumer" | "service"): Seed {
  const applied = plan("two-vpcs", "applied");
  return {
    name: `the ${which}'s of two VPCs`,
    stack: TWO_VPCS,
    toCreate: plan("two-vpcs", "create"),
    applied,
    place: placeIn(which, idsOf(applied)),
    elsewhere: placeIn(which === "consumer" ? "service" : "consumer", idsOf(applied)),
  };
}

/** The first of each kind in a stack. */
export function placeOf({ resource = {} }: Configuration, applied: Plan): Place {
  const ids = idsOf(applied);
  const thing = (type: string) => {
    const address = `${type}.${Object.keys(resource[type] ?? {})[0]}`;
    return { address, id: ids(address) };
  };
  return {
    vpc: thing("aws_vpc"),
    subnet: thing("aws_subnet"),
    securityGroup: thing("aws_security_group"),
    routeTable: thing("aws_route_table"),
  };
}
