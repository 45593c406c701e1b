import { UserError } from "../support/user-error";
import { addCustomer } from "./consumer/add";
import { allowCustomer, changeState, revokeEnded } from "./consumer/change-state";
import { withRecordsLocked } from "./consumer/locked";
import type { ConsumerRequest } from "./consumer/options";
import { selectedEnvironments } from "./consumer/selected-environments";
import { showCustomer } from "./consumer/show";
import { EXIT } from "./exit-codes";
import { orInterrupted } from "./interrupt";
import type { Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";

/**
 * Edits or shows the records of customers.
 *
 * @throws UserError where something is wrong with what was asked, or would be with the ledger: nothing is written then.
 */
export async function consumerCommand(
  request: ConsumerRequest,
  { out, error }: Streams,
  called: Called,
  { signal }: Pick<Work, "signal">,
): Promise<number> {
  const { options } = request;
  const text = () => textOf(request, called);
  const edited = () => withRecordsLocked(options.environments, selectedEnvironments(options), { error, signal }, text);
  out(request.action === "show" ? text() : await orInterrupted(signal, "Interrupted. Nothing was written.", edited));
  return EXIT.clean;
}

function textOf(request: ConsumerRequest, called: Called): string {
  switch (request.action) {
    case "add":
      return addCustomer(request.name, request.options, called);
    case "show":
      return showCustomer(request.name, request.options);
    case "allow":
      return allowCustomer(request.name, request.options, called);
    case "drain":
      return changeState(request.name, "draining", request.options, called);
    case "revoke":
      return revoke(request.name, request.options, called);
  }
}

function revoke(
  name: string | undefined,
  options: Extract<ConsumerRequest, { action: "revoke" }>["options"],
  called: Called,
): string {
  if (options.ended === true && name !== undefined)
    throw new UserError("Expected the NAME of a customer, or --ended; found both.");
  if (options.ended === true) return revokeEnded(options, called);
  if (name === undefined)
    throw new UserError("Expected the NAME of a customer, or --ended for all whose access has ended.");
  return changeState(name, "revoked", options, called);
}
