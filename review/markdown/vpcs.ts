import { counted } from "../../support/counted";
import { code, tableParts } from "../../support/markdown";
import type { Review } from "../review-file";

/** What a VPC was judged from, for readers. */
const FROM = { plan: "from its plan", configuration: "only from its configuration" } as const;

/** What several VPCs were judged from. */
const FROM_MANY = { plan: "from their plans", configuration: "only from their configuration" } as const;

/** VPCs that are not proven, or only because findings are waived. */
export function openVpcs({ vpcs }: Review): string[] {
  return tableParts(
    ["consumer VPC", "result", "judged", "declared in"],
    vpcs
      .filter((vpc) => !isProven(vpc))
      .map(({ stack, address, result, waived, judged_from, place }) => [
        `${code(stack)}: ${code(address)}`,
        `**${result}**${result === "PROVEN" ? ` but for ${waived} waived` : ""}`,
        FROM[judged_from],
        place === null ? "" : code(place),
      ]),
  );
}

/** VPCs that are shown with their addresses. */
const IN_FULL = 12;

/** VPCs that are proven: each as its stack and address; of many, only the stacks. Those of plans come first. */
export function provenVpcs({ vpcs }: Review): string[] {
  const all = vpcs.filter(isProven);
  return (["plan", "configuration"] as const).flatMap((from) => {
    const proven = all.filter(({ judged_from }) => judged_from === from);
    const before = `\n\n${proven.length} ${FROM_MANY[from]}:\n`;
    return all.length > IN_FULL
      ? proven.map(({ stack }, index) => `${index === 0 ? before : ", "}${code(stack)}`)
      : proven.map(
          ({ stack, address, endpoints }) =>
            `\n- ${code(stack)}: ${code(address)}, ${counted(endpoints, "endpoint")}, ${FROM[from]}`,
        );
  });
}

/** How many are proven, and from what, in a line. */
export function provenTitle({ vpcs }: Review): string {
  const proven = vpcs.filter(isProven);
  const groups = (["plan", "configuration"] as const).flatMap((from) => {
    const { length } = proven.filter(({ judged_from }) => judged_from === from);
    return length === 0 ? [] : [{ length, text: length === 1 ? FROM[from] : FROM_MANY[from] }];
  });
  const from = groups.map(({ length, text }) => (groups.length === 1 ? text : `${length} ${text}`)).join(", ");
  const which = proven.length === 1 ? "1 consumer VPC is" : `${proven.length} consumer VPCs are`;
  return `✅ ${which} PROVEN (${from}): only PrivateLink leads in or out`;
}

function isProven({ result, waived }: Review["vpcs"][number]): boolean {
  return result === "PROVEN" && waived === 0;
}
