import type { Construct } from "constructs";
import type { AcceptorInput } from "../config/estate/service-input";
import { ConnectionAcceptor, type EndpointService } from "../modules/provider";

/** Outputs of the stack of a service that has an acceptor. */
export interface AcceptorOutputs {
  /** Name of the Lambda function that accepts and rejects connections. */
  readonly acceptor_function_name: string;
  /** URL of the queue of events that it could not handle. */
  readonly acceptor_queue_url: string;
}

/** The acceptor of a service, as its file says. */
export function acceptor(
  scope: Construct,
  name: string,
  input: AcceptorInput,
  { serviceId, serviceArn }: Pick<EndpointService, "serviceId" | "serviceArn">,
): AcceptorOutputs {
  const { functionName, queueUrl } = new ConnectionAcceptor(scope, "acceptor", {
    name,
    serviceId,
    serviceArn,
    ...input,
  });
  return { acceptor_function_name: functionName, acceptor_queue_url: queueUrl };
}
