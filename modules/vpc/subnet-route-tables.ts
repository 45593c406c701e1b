import { DataAwsRouteTables } from "@cdktf/provider-aws/lib/data-aws-route-tables";
import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { elementsOf } from "../aws/expressions";
import type { SubnetIdsByZone } from "./vpc";

/**
 * The route tables that subnets of a VPC use: of each subnet its own, else the VPC's main one, which AWS then uses (Amazon VPC
 * User Guide, "Subnet route tables").
 */
export class SubnetRouteTables extends Construct {
  /** Ids of the tables, each once; known only to Terraform. */
  readonly routeTableIds: string[];

  /** @param vpcId id of the VPC, known when Terraform plans. */
  constructor(scope: Construct, id: string, vpcId: string, subnetIds: SubnetIdsByZone) {
    super(scope, id);
    const find = (key: string, name: string, value: string) => {
      const found = new DataAwsRouteTables(this, key, { vpcId, filter: [{ name, values: [value] }] });
      return elementsOf(`${found.fqn}.ids`);
    };
    const main = find("main", "association.main", "true");
    const own = Object.keys(subnetIds)
      .sort()
      .map((zone) => find(`of-${zone}`, "association.subnet-id", subnetIds[zone] as string));
    this.routeTableIds = new TerraformLocal(
      this,
      "ids",
      `\${sort(distinct(flatten([for ids in [${own.join(", ")}] : length(ids) > 0 ? ids : ${main}])))}`,
    ).asList;
  }
}
