import { asList, asMapping, type Mapping, type Report } from "../fields";

/** What must hold between a service and whom the parameter with its card is shared with. */
export function cardRule({ account, card }: Mapping, report: Report): void {
  const { shareWith } = asMapping(asMapping(card).parameter);
  asList(shareWith).forEach((principal, index, all) => {
    const path = ["card", "parameter", "shareWith", index];
    if (principal === account)
      report(path, "an account other than the service's own, which may read it", "take it out");
    else if (all.indexOf(principal) < index) report(path, "each principal once", "take it out");
  });
}
