import type { HeldBackFor } from "../../connections/plan-changes";
import type { JudgedConnection } from "../../ledger/match";
import type { OfferedService } from "./offered-services";

/** A service, as far as the next step depends on it. */
type Service = Pick<OfferedService, "acceptance" | "hasAcceptor" | "stack" | "ledger" | "settings">;

/** An endpoint, as far as the next step depends on it. */
type Judged = Pick<JudgedConnection, "decision" | "declared" | "entry" | "observed">;

/** Endpoints of the service that a run does not reject. */
interface Held {
  readonly count: number;
  readonly why: HeldBackFor | undefined;
}

/**
 * Who does what the ledger asks for, or what a person does so that it is done; undefined where nothing is to be done.
 *
 * @param held what the acceptor and `reconcile` hold back, where this endpoint is one of it. Terraform holds nothing
 *   back.
 */
export function nextStep(service: Service, judged: Judged, held?: Held): string | undefined {
  switch (judged.decision.action) {
    case "none":
      return undefined;
    case "accept":
      return toAccept(service, judged);
    case "reject":
      return toReject(service, judged, held);
  }
}

function toAccept({ acceptance, hasAcceptor, stack }: Service, { entry, observed }: Judged): string {
  if (hasAcceptor) return byAcceptor(stack);
  if (acceptance !== "registered") return "Run `reconcile`, or accept it in the VPC console.";
  // Terraform accepts only what waits.
  if (observed === "rejected") return "Run `reconcile`.";
  // Of a customer that is built here, it accepts only the endpoint of the customer's stack.
  if (entry?.managed) return "Deploy the acceptance stack. If it does not accept this endpoint, run `reconcile`.";
  return entry?.endpointIds === undefined
    ? "Write the id of the endpoint into the record and deploy the acceptance stack, or run `reconcile`."
    : "Deploy the acceptance stack, or run `reconcile`.";
}

function toReject(service: Service, { declared, entry, observed }: Judged, held?: Held): string {
  const { acceptance, hasAcceptor, stack, settings } = service;
  if (held?.why === "no-records")
    return "Held back: the ledger has no record at all. To reject it, add a record, or use the VPC console.";
  const run = held === undefined ? "run `reconcile`" : `run \`${allowingCommand(service, held.count)}\``;
  const most = settings.mostRejections;
  if (hasAcceptor)
    return held === undefined
      ? byAcceptor(stack)
      : `Held back: ${held.count} are more than mostRejections ${most}. To cut them, ${run}, or raise \`mostRejections\`.`;
  const reconcile = held === undefined ? run : `${run} (without the option it cuts at most ${most})`;
  // Synthesis does not look at the day: to Terraform, an access goes on until the record says otherwise.
  const revoke = declared === "ended" ? "Write `state: revoked` into the record. " : "";
  if (acceptance === "automatic")
    return `${revoke}Deploy ${stack} without the customer's principal: AWS accepts whom it names. Then ${reconcile}.`;
  if (acceptance === "manual") return `${revoke}To reject it, ${reconcile}, or use the VPC console.`;
  // Terraform rejects only what it has accepted: of endpoints whose id it knows.
  const mayBeTerraforms = observed !== "waiting" && (entry?.managed === true || entry?.endpointIds !== undefined);
  return mayBeTerraforms
    ? `${revoke}Deploy the acceptance stack. If it did not accept this endpoint, ${reconcile}.`
    : `${revoke}To reject it, ${reconcile}: Terraform did not accept it.`;
}

/** The acceptor goes by the ledger that was deployed with it. */
function byAcceptor(stack: string): string {
  return `The next run of the acceptor does it, if ${stack} is deployed with this ledger.`;
}

/** The command that cuts as many live connections, of this service only. */
function allowingCommand({ ledger: { environment, service } }: Service, held: number): string {
  return `privatelink reconcile --env ${environment} --service ${service} --most-rejections ${held}`;
}
