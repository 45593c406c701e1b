import { z } from "zod";
import { PORT_TEXT, parsePort } from "../../modules/aws/port";
import { checkedAs } from "../fields";

const EXPECTED = parsePort("") as string;

/** A port with or without its protocol: 443, "443/tcp", "53/udp". */
export const portWithProtocol = checkedAs(
  z.union([z.number(), z.string()], { error: EXPECTED }),
  (given) => (typeof parsePort(given) === "string" ? EXPECTED : undefined),
  (given) => (typeof parsePort(Number(given)) === "string" ? undefined : `write \`${Number(given)}\``),
).meta({
  anyOf: [
    { type: "integer", minimum: 1, maximum: 65535 },
    { type: "string", pattern: PORT_TEXT.source },
  ],
});
