import { needsId } from "../kit/acceptance";
import { kitFiles } from "../kit/kit-files";
import { writeKit } from "../kit/write-folder";
import { declaredOn } from "../ledger/decide";
import { counted } from "../support/counted";
import { today } from "../support/date";
import { printable } from "../support/printable";
import { shown } from "../support/shown";
import { EXIT } from "./exit-codes";
import { kitFromCards } from "./kit/from-cards";
import { kitFromLedger } from "./kit/from-ledger";
import type { KitOptions } from "./kit/options";
import type { Called } from "./start/options";
import type { Streams } from "./streams";

/** How a service of the ledger gets a contact. */
const CONTACT_FIX = " Set it in environment.yaml, deploy the service, and take its card again.";

/**
 * Writes the kit of a customer, or of somebody who has only the cards.
 *
 * @throws UserError where something is wrong with what was given; nothing is written then.
 */
export async function kitCommand(
  name: string | undefined,
  options: KitOptions,
  { out }: Pick<Streams, "out">,
  called: Called,
): Promise<number> {
  const request = name === undefined ? kitFromCards(options) : kitFromLedger(name, options, called);
  const { customer, services } = request;
  const folder = options.out ?? request.folder;
  const files = kitFiles(customer, services);
  writeKit(folder, files);
  const names = services.map(({ card }) => `${card.service} of ${card.environment}`).join(", ");
  out(`${shown(folder)}/: ${counted(Object.keys(files).length, "file")} for ${printable(names)}\n`);
  for (const { card } of services.filter((each) => each.card.contact === undefined))
    out(
      `note  ${printable(card.service)} has no \`contact\`: the kit says that it is not known.${request.record === undefined ? "" : CONTACT_FIX}\n`,
    );
  if (request.record !== undefined) {
    const { state, contact } = request.record;
    if (state === "invited")
      out(`note  ${name} is invited: AWS does not show them the service until they are allowed: ${request.allow}\n`);
    const declared = declaredOn(request.record, today());
    if (declared === "ended") {
      out(`note  the access of ${name} has ended: no endpoint is accepted. Do not send the folder.\n`);
      return EXIT.clean;
    }
    if (state === "draining") {
      out(`note  ${name} is draining: no new endpoint is accepted. Do not send the folder.\n`);
      return EXIT.clean;
    }
    const to = contact === undefined ? "the customer" : printable(contact);
    const wait = services.some(needsId) ? ", and wait for the id of their endpoint" : "";
    out(`\nNext\n  send the folder to ${to}${wait}\n`);
  }
  return EXIT.clean;
}
