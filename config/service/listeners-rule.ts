import { existingListenerProblems } from "../../modules/provider/load-balancer/existing-listener";
import {
  combinationProblems,
  type NamedListener,
  samePortProblems,
} from "../../modules/provider/load-balancer/listener-rule";
import { renameProblems } from "../../modules/provider/load-balancer/renamed";
import { asList, asMapping, eachOnce, isMapping, type Mapping, type Report } from "../fields";
import { makesListeners } from "./existing-load-balancers";

/** What must hold within each listener of a service, and between them. */
export function listenersRule(service: Mapping, report: Report): void {
  const listeners = Object.entries(asMapping(service.listeners)).flatMap(([name, listener]): NamedListener[] =>
    isMapping(listener) ? [{ name, listener }] : [],
  );
  for (const { name, other, path, expected, fix } of samePortProblems(listeners))
    report(["listeners", name, ...path], expected, fix, [
      ["listeners", other, ...path],
      ["listeners", name, ...path],
    ]);
  for (const { name, path, expected, fix } of renameProblems(listeners))
    report(["listeners", name, ...path], expected, fix);
  if (!makesListeners(service.loadBalancer)) {
    for (const { name, listener } of listeners)
      for (const { path, expected, fix } of existingListenerProblems(listener))
        report(["listeners", name, ...path], expected, fix);
    return;
  }
  for (const { name, listener } of listeners) {
    for (const { path, expected, fix } of combinationProblems(listener))
      report(["listeners", name, ...path], expected, fix);
    certificatesOnce(name, listener, report);
  }
  sampleWithoutTls(asMapping(service.targets).type ?? "sample", listeners, report);
}

function certificatesOnce(name: string, listener: Mapping, report: Report): void {
  const path = ["listeners", name, "additionalCertificateArns"];
  const additional = asList(listener.additionalCertificateArns);
  additional.forEach((arn, index) => {
    if (arn !== listener.certificateArn) return;
    const places = [
      ["listeners", name, "certificateArn"],
      [...path, index],
    ];
    report([...path, index], "each certificate once", "take it out", places);
  });
  eachOnce(
    path,
    additional.map((arn, index) => (arn === listener.certificateArn ? index : arn)),
    "certificate",
    report,
  );
}

/** The sample application speaks plain HTTP; it is the default as well. */
function sampleWithoutTls(targets: unknown, listeners: readonly NamedListener[], report: Report): void {
  if (targets !== "sample") return;
  for (const { name, listener } of listeners) {
    if (listener.targets !== undefined || listener.targetGroups !== undefined) continue;
    if (asMapping(listener.healthCheck).protocol === "HTTPS")
      report(
        ["listeners", name, "healthCheck", "protocol"],
        "HTTP or TCP: the sample application does not speak TLS",
        "write `HTTP`, or name targets of your own",
      );
    if (listener.targetProtocol === "TLS")
      report(
        ["listeners", name, "targetProtocol"],
        "TCP: the sample application does not speak TLS",
        "write `TCP`, or name targets of your own",
      );
  }
}
