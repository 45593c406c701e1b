import { asList, asMapping, eachOnce, type Mapping, type Report } from "../fields";

/** What must hold between the keys of a service, or of appliances, that are about acceptance by this project. */
export function acceptanceRule(offered: Mapping, report: Report): void {
  const { acceptance = "registered", acceptanceShards, acceptor } = offered;
  const fix = "take it out, or set `acceptance: registered`";
  if (acceptance !== "registered") {
    if (acceptanceShards !== undefined)
      report(["acceptanceShards"], `no shards with \`acceptance: ${acceptance}\`, which has no acceptance stack`, fix);
    if (acceptor !== undefined)
      report(["acceptor"], `no acceptor with \`acceptance: ${acceptance}\`: it accepts registered consumers`, fix);
  } else if (acceptanceShards !== undefined && acceptor !== undefined)
    report(
      ["acceptanceShards"],
      "no shards beside `acceptor`, which takes the place of the acceptance stacks",
      "take one of the two out",
    );
  eachOnce(["acceptor", "alarmTopicArns"], asList(asMapping(acceptor).alarmTopicArns), "topic", report);
}
