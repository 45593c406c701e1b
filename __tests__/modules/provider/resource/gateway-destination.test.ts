import { destinationProblem } from "../../../../modules/provider/resource/gateway-destination";

test.each(["::/0", "fd00::/129", "fd00::", "10.0.0.0", "0.0.0.0/0", "sg-1", "ledger"])("fails to go to %j", (text) => {
  expect(destinationProblem(text)).toContain("an IPv4 or IPv6 range narrower than every address");
});
