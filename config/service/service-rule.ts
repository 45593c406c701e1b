import { addressNumber, contains, parseCidr } from "../../modules/aws/cidr";
import { type Acceptance, openServiceProblem } from "../../modules/provider/endpoint-service";
import { asList, asMapping, eachOnce, type Mapping, type Report } from "../fields";
import { cardRule } from "./card-rule";
import { crossRegionRule } from "./cross-region-rule";
import { loadBalancerRule } from "./load-balancer-rule";

/** What must hold between the keys of a service. */
export function serviceRule(service: Mapping, report: Report): void {
  const listeners = Object.entries(asMapping(service.listeners)).map(([name, each]) => ({ name, ...asMapping(each) }));
  ownPorts(listeners, report);
  pathsOverHttp(listeners, report);
  sampleWithoutTls(asMapping(service.targets).type ?? "sample", listeners, report);
  loadBalancerRule(service, report);
  const open = openServiceProblem(asList(service.allowedPrincipals) as string[], service.acceptance as Acceptance);
  if (open !== undefined)
    report(["acceptance"], open, "set `acceptance: registered` or `manual`, or name the principals");
  cardRule(service, report);
  eachOnce(["allowedPrincipals"], asList(service.allowedPrincipals), "principal", report);
  crossRegionRule(service, report);
  eachOnce(["targets", "ids"], asList(asMapping(service.targets).ids), "instance", report);
  eachOnce(["targets", "addresses"], asList(asMapping(service.targets).addresses), "address", report);
  addressesWithin(asMapping(service.vpc).cidr, asList(asMapping(service.targets).addresses), report);
}

type Listener = { readonly name: string } & Mapping;

function ownPorts(listeners: readonly Listener[], report: Report): void {
  const nameOfPort = new Map<unknown, string>();
  for (const { name, port } of listeners) {
    const other = nameOfPort.get(port);
    if (port !== undefined && other !== undefined)
      report(["listeners", name, "port"], `a port other than that of listener ${other}`);
    else nameOfPort.set(port, name);
  }
}

function pathsOverHttp(listeners: readonly Listener[], report: Report): void {
  for (const { name, healthCheck } of listeners) {
    const { protocol = "TCP", path } = asMapping(healthCheck);
    if (protocol === "TCP" && path !== undefined)
      report(
        ["listeners", name, "healthCheck", "path"],
        "no path with protocol TCP",
        "set `protocol: HTTP`, or take the path out",
      );
  }
}

/** The sample is the default as well. */
function sampleWithoutTls(targets: unknown, listeners: readonly Listener[], report: Report): void {
  if (targets !== "sample") return;
  for (const { name, healthCheck } of listeners)
    if (asMapping(healthCheck).protocol === "HTTPS")
      report(
        ["listeners", name, "healthCheck", "protocol"],
        "HTTP or TCP: the sample application does not speak TLS",
        "write `HTTP`, or name targets of your own",
      );
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
