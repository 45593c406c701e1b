import { addressNumber, contains, parseCidr } from "../../modules/aws/cidr";
import { type Acceptance, openServiceProblem } from "../../modules/provider/acceptance";
import { healthCheckProblems } from "../../modules/provider/load-balancer/health-check";
import { encryptedWorkloadRule } from "../encryption-control-schema";
import { asList, asMapping, eachOnce, type Mapping, type Report } from "../fields";
import { acceptanceRule } from "../service/acceptor-rule";

/** What must hold between the keys of appliances. */
export function applianceRule(appliance: Mapping, report: Report): void {
  const { acceptance, healthCheck, vpc } = appliance;
  const principals = asList(appliance.allowedPrincipals);
  const open = openServiceProblem(principals as string[], acceptance as Acceptance);
  if (open !== undefined)
    report(["acceptance"], open, "set `acceptance: registered` or `manual`, or name the principals");
  acceptanceRule(appliance, report);
  eachOnce(["allowedPrincipals"], principals, "principal", report);
  for (const { path, expected, fix } of healthCheckProblems(healthCheck)) report([...path], expected, fix);
  const { ids, addresses, names } = asMapping(appliance.targets);
  eachOnce(["targets", "ids"], asList(ids), "instance", report);
  eachOnce(["targets", "addresses"], asList(addresses), "address", report);
  eachOnce(["targets", "names"], asList(names), "group", report);
  addressesWithin(asMapping(vpc).cidr, asList(addresses), report);
  addressTypesRule(asList(appliance.addressTypes), asMapping(vpc).ipv6 === true, report);
  encryptedWorkloadRule(vpc, { role: "service", gatewayLoadBalancers: true }, report);
}

function addressesWithin(vpcCidr: unknown, addresses: readonly unknown[], report: Report): void {
  const range = typeof vpcCidr === "string" ? parseCidr(vpcCidr) : "";
  if (typeof range === "string") return;
  addresses.forEach((address, index) => {
    const number = typeof address === "string" ? addressNumber(address) : undefined;
    if (number !== undefined && !contains(range, { first: number, last: number }))
      report(["targets", "addresses", index], `an address within the VPC, ${range.text}`);
  });
}

function addressTypesRule(types: readonly unknown[], ipv6: boolean, report: Report): void {
  const path = ["addressTypes"];
  if (types.includes("ipv6") && !ipv6)
    report([...path, types.indexOf("ipv6")], "with ipv6, a VPC whose subnets have IPv6 ranges, `ipv6: true`");
  // Of a type that there is not, something is said already.
  if (types.length > 0 && types.every((type) => type === "ipv6"))
    report(path, "ipv4 among them: a dualstack load balancer has both", "write `[ipv4, ipv6]`");
  eachOnce(path, types, "address type", report);
}
