import { asList, asMapping, eachOnce, type Mapping, type Report } from "../fields";

/** What must hold between a service and whom the parameter with its card is shared with. */
export function cardRule({ account, card }: Mapping, report: Report): void {
  const { shareWith } = asMapping(asMapping(card).parameter);
  const path = ["card", "parameter", "shareWith"];
  asList(shareWith).forEach((principal, index) => {
    if (principal === account)
      report([...path, index], "an account other than the service's own, which may read it", "take it out");
  });
  eachOnce(path, asList(shareWith), "principal", report);
}
