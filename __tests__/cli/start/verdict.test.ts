import { stripVTControlCharacters } from "node:util";
import { verdictText } from "../../../cli/start/verdict";
import { finding, judged, report, vpc } from "../../policies/report/reports";

test("warnings of one rule about one resource say each what was found", () => {
  const rule = "keep-guard-rails";
  const address = "aws_vpc_encryption_control.x";
  const found = ["VPC Lattice", "Lambda"].map((service) =>
    finding({ rule, address, outcome: "warning", message: `an exception for ${service}` }),
  );
  const text = stripVTControlCharacters(verdictText(report([judged(found, [vpc({ result: "PROVEN" })])])));
  const place = `  warning  dev-consumer-web  ${address}: ${rule} (critical)`;
  expect(text).toContain(`${place}: an exception for VPC Lattice\n${place}: an exception for Lambda\n`);
});
