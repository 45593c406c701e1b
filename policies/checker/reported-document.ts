import { createHash } from "node:crypto";
import { relative, resolve } from "node:path";
import { once } from "../../support/once";
import type { JudgedFile } from "./judge-file";
import type { Located, OriginFinder } from "./origins";
import type { JudgedDocument, ReportedFinding, ReportedVpc } from "./report/report-schema";
import { warningCounts } from "./report/words";
import { type ConsumerVpc, type Finding, fails } from "./verdict";

/** What a report says of a file: its verdict, with where each thing comes from. */
export function reportedDocument({ source, digest, verdict }: JudgedFile, finder: OriginFinder): JudgedDocument {
  if (verdict.verdict === "unjudgeable") return { source, stack: null, verdict };
  const origins = once(() => finder.of(source, verdict.stack));
  const placed = <T extends Located>(item: T) => {
    const constructPath = once(() => item.construct_path ?? origins().constructPath(item.address));
    const origin = once(() => origins().origin({ ...item, construct_path: constructPath() }));
    return lazily(lazily({ ...item }, "construct_path", constructPath), "origin", origin);
  };
  const where = verdict.stack ?? relative(process.cwd(), resolve(source));
  const fingerprint = fingerprints(where);
  return {
    source,
    ...(digest === undefined ? {} : { digest }),
    stack: verdict.stack,
    verdict: {
      ...verdict,
      consumer_vpcs: verdict.consumer_vpcs.map((vpc) =>
        Object.assign(placed(vpc), { findings: findingsAbout(vpc, verdict.findings) }),
      ),
      findings: verdict.findings.map((finding) =>
        Object.assign(placed(finding), { fingerprint: fingerprint(finding) }),
      ),
    },
  };
}

/** Counts of the findings about a VPC that its result does not depend on. */
export function findingsAbout(
  { address }: Pick<ConsumerVpc, "address">,
  findings: readonly Finding[],
): ReportedVpc["findings"] {
  const about = findings.filter((finding) => finding.vpcs.includes(address) || finding.about.includes(address));
  const isWaived = ({ vpcs, outcome, waiver }: Finding) =>
    waiver !== null && outcome !== "warning" && vpcs.includes(address);
  return {
    waived: about.filter(isWaived).length,
    no_way_out: about.filter((finding) => fails(finding) && !finding.vpcs.includes(address)).length,
    ...warningCounts(about),
  };
}

/**
 * Gives each finding of a document its fingerprint: of rule, place and address; of several such findings, of their
 * order as well.
 */
function fingerprints(where: string): (finding: Finding) => ReportedFinding["fingerprint"] {
  const seen = new Map<string, number>();
  return ({ rule, address }) => {
    const same = JSON.stringify([rule, where, address]);
    const times = seen.get(same) ?? 0;
    seen.set(same, times + 1);
    return createHash("sha256")
      .update(times === 0 ? same : `${same}${times}`)
      .digest("hex")
      .slice(0, 32);
  };
}

/**
 * Gives an object a property that is worked out when it is asked for first. Where things come from stands in files of
 * the environments: a report that shows 20 of 10,000 documents reads only those of the 20.
 */
function lazily<T extends object, K extends string, V>(object: T, name: K, value: () => V): T & Record<K, V> {
  return Object.defineProperty(object, name, { enumerable: true, configurable: true, get: value }) as T & Record<K, V>;
}
