import { listed } from "../../support/listed";
import type { Notice } from "./report/report-schema";
import { statusText } from "./report/words";
import type { StatusFile } from "./status-file";
import type { JudgedVerdict } from "./verdict";

/** What a notice names before it counts the rest. */
const LISTED = 20;

/**
 * What is to be said of the reports of `privatelink status`: which of them no plan is about, which services they know
 * nothing of, and what is no finding because of them.
 *
 * @param isWhole whether all documents of the run were judged: otherwise a status may be about one of the others.
 */
export function statusNotices(
  files: readonly StatusFile[],
  verdicts: readonly JudgedVerdict[],
  isWhole: boolean,
): Notice[] {
  return files.flatMap((file, index) => [
    ...(isWhole && verdicts.every(({ names }) => !names.used.status?.includes(index)) ? [unused(file)] : []),
    ...unknownServices(file),
    ...reliedOn(file, index, verdicts),
  ]);
}

/** A status without any service that is deployed has nothing that a plan could be about. */
function unused({ file, status }: StatusFile): Notice {
  const isDeployed = status.services.some(({ service_id }) => service_id !== null);
  const message = isDeployed
    ? "no plan of this run has a service or an endpoint that this status knows. Judge the plans of the same " +
      "environments, or leave the status out"
    : "this status knows no service that is deployed: the plans are judged without it";
  return { kind: "unused-status", fails: isDeployed, message, file, line: null };
}

/** Services whose connections a status could not find out: their plans are judged as if there were no status. */
function unknownServices({ file, status }: StatusFile): Notice[] {
  const names = status.services
    .filter(({ is_known }) => !is_known)
    .map(({ environment, service }) => `${environment}/${service}`);
  if (names.length === 0) return [];
  const message =
    `this status (${statusText(status)}) knows nothing of ${listed(names, LISTED)}: their plans are judged ` +
    "without a status. `privatelink status` says why. If a service is deployed, run it again";
  return [{ kind: "unknown-service", fails: false, message, file, line: null }];
}

/** What would be a finding, by a status. The report in JSON has it by document, with the reasons. */
function reliedOn({ file, status }: StatusFile, index: number, verdicts: readonly JudgedVerdict[]): Notice[] {
  const all = verdicts.flatMap(({ relied_on, stack }) =>
    relied_on
      .filter((each) => each.status.includes(index))
      .map(({ rule, address }) => `${address} (${stack === null ? rule : `${rule}, stack ${stack}`})`),
  );
  if (all.length === 0) return [];
  const message =
    `this status (${statusText(status)}) shows that nobody is connected to what these changes are about, so they are ` +
    `no findings: ${listed([...new Set(all)], LISTED)}`;
  return [{ kind: "relied-on", fails: false, message, file, line: null }];
}
