import { latticeProblems } from "../../modules/vpc/encryption-control-options";
import { leadsToResource } from "../connection/resource-connection";
import type { Rule } from "./rule";

/**
 * Where encryption is enforced in the VPC of a consumer or a hub, VPC Lattice is excluded if an endpoint to a resource
 * or to a service network is in it. What a shared connection leads to, only the files together tell.
 */
export const encryptionRule: Rule = ({ consumers }) =>
  consumers.flatMap(({ file, external, vpc, hubVpc, hubPath, connections }) => {
    const control = vpc?.encryptionControl;
    if (external || control === undefined) return [];
    return latticeProblems(control, {
      role: hubVpc === undefined && hubPath === undefined ? "consumer" : "hub",
      lattice: [...connections.values()].some((each) => each !== undefined && leadsToResource({ ...each })),
    }).map(({ path, expected, fix }) => file.problemAt(["vpc", "encryptionControl", ...path], expected, fix));
  });
