import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server answers to a call. */
export interface Answer {
  readonly status?: number;
  readonly body: string;
}

/** A server on loopback that stands for AWS. */
export interface AwsServer {
  readonly url: string;
  /** Parameters of each call that came. */
  readonly calls: URLSearchParams[];
  readonly stop: () => Promise<void>;
}

/** An error as the EC2 API words it. */
export function ec2Error(code: string, status: number): Answer {
  const error = `<Errors><Error><Code>${code}</Code><Message>${code} of this test</Message></Error></Errors>`;
  return { status, body: `<Response>${error}<RequestID>1</RequestID></Response>` };
}

/** Starts a server that answers each call by a function. */
export async function awsServer(answer: (parameters: URLSearchParams) => Answer): Promise<AwsServer> {
  const calls: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    request.on("end", () => {
      const parameters = new URLSearchParams(text);
      calls.push(parameters);
      const { status = 200, body } = answer(parameters);
      response.writeHead(status, { "content-type": "text/xml" }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, calls },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
