import { compare } from "../support/compare";
import type { Certificate } from "./certificate-file";
import type { JudgedVpc } from "./judged-vpc";
import { planService } from "./plan-facts";
import type { ReadDocuments } from "./read-documents";
import { stackService } from "./stack-facts";

/** Endpoints by address. What a plan knows of one counts more than what the stack does. */
export function endpointsOf({ judged }: JudgedVpc, documents: ReadDocuments): Certificate["endpoints"] {
  const known = new Map<string, Certificate["endpoints"][number]>();
  for (const { kind, vpc, document } of judged)
    for (const { address, kind: type, service, allowed } of vpc.endpoints) {
      const { values } = documents.read(document.source);
      const own = service ?? (kind === "plan" ? planService(values, address) : stackService(values, address)) ?? null;
      const before = known.get(address);
      known.set(address, {
        address,
        kind: type ?? before?.kind ?? null,
        service: own ?? before?.service ?? null,
        allowed: before?.allowed === false ? false : allowed,
      });
    }
  return [...known.values()].sort((a, b) => compare(a.address, b.address));
}

/** How many resources of each type stand in the VPC. A plan counts instances: the higher number is taken. */
export function examinedIn({ judged }: JudgedVpc): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { vpc } of judged)
    for (const [type, count] of Object.entries(vpc.examined)) counts.set(type, Math.max(count, counts.get(type) ?? 0));
  return Object.fromEntries([...counts].sort(([a], [b]) => compare(a, b)));
}
