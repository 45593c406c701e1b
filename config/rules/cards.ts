import { dirname } from "node:path";
import { soundCard } from "../../modules/card/card";
import { cardBytes, cardSizeProblem } from "../../modules/card/card-parameter-problems";
import { isMisdeclared, writeNearestKey } from "../nearest";
import { cardFields } from "../service/card";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** Connections by card lead to cards that there are. */
export const cardRule: Rule = (environment) =>
  environment.namedKeys().flatMap(({ file, path, keys: { card } }) => {
    if (card === undefined || environment.cards.has(card) || isMisdeclared(card, [...environment.cards.keys()]))
      return [];
    const folder = `${dirname(environment.file.name)}/cards`;
    const known = [...environment.cards.keys()];
    return [
      file.problemAt(
        [...path, "card"],
        known.length === 0
          ? `a service card in ${folder}, where there is none`
          : `a card in ${folder}: ${known.join(", ")}`,
        writeNearestKey(card, known) ??
          `put the card there as ${card}.json: its provider has it as output service_card`,
      ),
    ];
  });

/** Endpoints have IPv4 addresses unless they say otherwise, which the service must take. */
export const cardAddressRule: Rule = (environment) =>
  eachConnection(environment, ({ file }, name, { card, ipAddressType }) => {
    const document = environment.cards.get(card ?? "")?.card;
    return document === undefined || ipAddressType !== undefined || document.addressTypes.includes("ipv4")
      ? []
      : [
          file.problemAt(
            ["connections", name, "card"],
            "the card of a service that takes endpoints with IPv4 addresses",
            "ask the provider to let the service support ipv4, or choose another `ipAddressType`",
            `addressTypes of ${card}: ${document.addressTypes.join(", ")}`,
          ),
        ];
  });

/** Services of this environment are connected to by key: by their card alone, nobody would accept the connection. */
export const ownCardRule: Rule = (environment) =>
  eachConnection(environment, ({ file }, name, { card }) => {
    const document = environment.cards.get(card ?? "")?.card;
    if (document === undefined || document.environment !== environment.name) return [];
    const own = environment.services?.get(document.service);
    return own === undefined || own.account !== document.account
      ? []
      : [
          file.problemAt(
            ["connections", name, "card"],
            `the card of somebody else's service: this is ${document.service} of ${environment.file.name}`,
            `connect with \`service: ${document.service}\` in place of \`card\``,
          ),
        ];
  });

/** The card of a service fits into the parameter that is to hold it. */
export const cardSizeRule: Rule = ({ name, region, file, services }) =>
  [...(services ?? [])].flatMap(([key, { spec }]) => {
    if (region === undefined || spec?.card?.parameter === undefined) return [];
    // What is wrong with a card is told at the keys that it is made of.
    const card = soundCard(cardFields({ name, region }, key, spec));
    const expected = card && cardSizeProblem(card);
    return card === undefined || expected === undefined
      ? []
      : [
          file.problemAt(
            ["services", key, "card", "parameter"],
            expected,
            "shorten the paths of health checks, `description` and `contact`, or take `parameter` out",
            `a card of ${cardBytes(card)} bytes`,
          ),
        ];
  });
