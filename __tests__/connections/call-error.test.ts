import { isThrottling, mayBeOneEndpoint } from "../../connections/call-error";
import { BATCH, change } from "../../connections/change";
import { FakeEc2, sdkError } from "../support/fake-ec2";

/** Errors by which AWS throttles, as a fault of the client's and of the server's. */
const THROTTLING = ["RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException"].flatMap(
  (name) => [sdkError(name, "client"), sdkError(name, "server")],
);

test.each(THROTTLING.map((error) => [error.name, error] as const))("%s is throttling, of no endpoint", (_, error) => {
  expect([isThrottling(error), mayBeOneEndpoint(error)]).toEqual([true, false]);
});

test("a fault of the client's that names no caller may be of one endpoint", () => {
  expect(mayBeOneEndpoint(sdkError("InvalidParameter"))).toBe(true);
  for (const name of ["UnauthorizedOperation", "AccessDenied", "ExpiredToken"])
    expect(mayBeOneEndpoint(sdkError(name))).toBe(false);
  expect(mayBeOneEndpoint(sdkError("InternalError", "server"))).toBe(false);
});

/** Sizes of the calls that accept a batch, where each call fails. */
async function callsWith(error: Error): Promise<number[]> {
  const ids = Array.from({ length: BATCH }, (_, index) => `vpce-${index}`);
  const ec2 = new FakeEc2();
  for (const id of ids) ec2.connection(id, "888888888888", "pendingAcceptance");
  ec2.before = (call) => {
    if (call === "accept") throw error;
  };
  await change(ec2, "accept", { serviceId: "vpce-svc-1", region: "us-east-1" }, ids, () => undefined);
  return ec2.log.filter(({ call }) => call === "accept").map((each) => each.ids.length);
}

test("a batch that AWS throttles is not tried in halves: that would make more calls", async () => {
  for (const error of THROTTLING) expect(await callsWith(error)).toEqual([BATCH]);
});

test("a batch at which AWS itself fails is not tried in halves, either", async () => {
  expect(await callsWith(sdkError("InternalError", "server"))).toEqual([BATCH]);
});

test("a batch that one endpoint may have failed is tried in halves", async () => {
  expect((await callsWith(sdkError("InvalidParameter"))).slice(0, 2)).toEqual([BATCH, BATCH / 2]);
});
