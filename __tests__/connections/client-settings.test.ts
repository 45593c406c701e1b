import { EC2Client } from "@aws-sdk/client-ec2";
import { sdkCalls } from "../../connections/sdk-calls";

afterEach(() => jest.restoreAllMocks());

/** The client by which a call is made. */
async function clientOf(): Promise<EC2Client> {
  const clients: EC2Client[] = [];
  jest.spyOn(EC2Client.prototype, "send").mockImplementation(async function (this: EC2Client) {
    clients.push(this);
    return {};
  });
  await sdkCalls({ region: "eu-west-1" }).describeConnections({}, undefined);
  const [client] = clients;
  if (client === undefined) throw new Error("no call was made");
  return client;
}

test("calls are tried again ever slower while AWS throttles, and not without end", async () => {
  const { config } = await clientOf();
  const mode = config.retryMode;
  expect(typeof mode === "function" ? await mode() : mode).toBe("adaptive");
  const attempts = await config.maxAttempts();
  // The SDK's own three are too few for a busy account.
  expect(attempts).toBeGreaterThan(3);
  expect(attempts).toBeLessThanOrEqual(10);
});
