import type { PortSpec } from "../../modules/aws/port";
import type { IEndpointService } from "../../modules/consumer";

/** What a connection leads to, whichever way it was found: what its endpoint and its client are made from. */
export interface FoundService {
  readonly service: IEndpointService;
  /** Ports to reach. */
  readonly ports: readonly PortSpec[];
  /** Paths that are known to be answered over HTTP, by TCP port; those of other ports than {@link ports} among them. */
  readonly httpPaths: Readonly<Record<number, string>>;
}

/** Region of a service, where it is another than that of the endpoint; else undefined. */
export function otherRegion(there: string, here: string): string | undefined {
  return there === here ? undefined : there;
}
