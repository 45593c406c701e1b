import { endpointIdProblem } from "../../../modules/aws/endpoint-id";

test.each(["vpce-012345678", "vpce-0123456789abcdef01", "VPCE-01234567", "vpce-01234567\n", "vpce-${x}"])(
  "fails on the id %j",
  (text) => {
    expect(endpointIdProblem(text)).toBeDefined();
  },
);
