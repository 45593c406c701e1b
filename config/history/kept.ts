import { printable } from "../../support/printable";
import type { ConsumerDraft } from "../draft";
import type { Problem } from "../problem";
import type { EarlierRecord } from "./earlier-records";
import { targetOf } from "./promise";

/*
 * What a record may lose. An external customer who is allowed or draining may be connected, and only `state: revoked`
 * rejects every connection. If the record loses an account or a connection, its endpoints may stay connected, and no
 * record names them. So this is refused. The id of an endpoint may go, because customers replace endpoints: a note says
 * so. If a managed consumer loses a connection, Terraform destroys the endpoint with it.
 */

const REVOKE = "or revoke the customer, deploy, and change the record then";

/** What a customer who may be connected has lost since an earlier commit, and what a draining one has gained. */
export function lossProblems(before: EarlierRecord, now: ConsumerDraft, ref: string): Problem[] {
  return [...lostAccounts(before, now, ref), ...lostConnections(before, now, ref)];
}

/** Whether a consumer may have been connected, and is not revoked since. */
export function mayBeConnected({ state, external }: EarlierRecord, now: ConsumerDraft): boolean {
  return (
    external && (state === "allowed" || state === "draining") && now.state !== undefined && now.state !== "revoked"
  );
}

function lostAccounts({ accounts }: EarlierRecord, { file, accounts: now }: ConsumerDraft, ref: string): Problem[] {
  if (now === undefined) return [];
  return accounts
    .filter((account) => !now.includes(account))
    .map((account) =>
      file.problemAt(
        [file.valueAt(["accounts"]) === undefined ? "account" : "accounts"],
        `the account ${account}, as at ${ref}: its connections stay when it is only taken out`,
        `write ${account} again, beside the others under \`accounts\`; ${REVOKE}`,
        now.join(", "),
      ),
    );
}

function lostConnections({ connections }: EarlierRecord, now: ConsumerDraft, ref: string): Problem[] {
  return [...connections].flatMap(([name, { to }]): Problem[] => {
    const current = now.connections.get(name);
    // It is refused otherwise.
    if (current === undefined && now.connections.has(name)) return [];
    const found =
      current === undefined ? `the connections ${[...now.connections.keys()].join(", ")}` : targetOf(current);
    if (current !== undefined && found === to) return [];
    return [
      now.file.problemAt(
        current === undefined ? ["connections"] : ["connections", name],
        `the connection \`${name}\` to ${to}, as at ${ref}: the customer may be connected`,
        `write the connection again, under the same name; ${REVOKE}`,
        found,
      ),
    ];
  });
}

/** What a draining customer has gained: nothing new of theirs is accepted. */
export function gainProblems(before: EarlierRecord | undefined, now: ConsumerDraft, ref: string): Problem[] {
  if (now.state !== "draining") return [];
  return [...now.connections].flatMap(([name, connection]) => {
    const known = before?.connections.get(name)?.endpointIds ?? [];
    return idsOf(connection)
      .filter((id) => !known.includes(id))
      .map((id) =>
        now.file.problemAt(
          ["connections", name, connection?.endpointId === id ? "endpointId" : "endpointIds"],
          `no endpoint that was not there at ${ref}: of a draining customer, nothing new is accepted`,
          `take ${id} out, or write \`state: allowed\``,
          id,
        ),
      );
  });
}

/** A note for each endpoint id that a customer who may be connected has lost. */
export function lostEndpoints(environment: string, { connections }: EarlierRecord, now: ConsumerDraft): string[] {
  return [...connections].flatMap(([name, { endpointIds }]) => {
    const left = idsOf(now.connections.get(name));
    return endpointIds
      .filter((id) => !left.includes(id))
      .map(
        (id) =>
          `${printable(now.file.name)}: ${id} is no longer an endpoint of ${printable(now.name)} (${environment}, ` +
          `connection ${printable(name)}): where Terraform accepted its connection, the next deploy rejects it`,
      );
  });
}

function idsOf(connection: ReturnType<ConsumerDraft["connections"]["get"]>): string[] {
  const { endpointId, endpointIds = [] } = connection ?? {};
  return [...(endpointId === undefined ? [] : [endpointId]), ...endpointIds];
}
