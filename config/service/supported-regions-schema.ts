import { z } from "zod";
import { isRegion, REGIONS } from "../../modules/aws/region";
import { checked } from "../fields";
import { writeNearest } from "../nearest";

/** Regions that a service is offered to besides its own. */
export const supportedRegions = z
  .array(
    checked(
      (text) => (isRegion(text) ? undefined : "a region of AWS, such as eu-west-1"),
      (text) => writeNearest(text, REGIONS),
    ),
  )
  .describe(
    "Regions that the service is offered to besides its own, which it always is. The account must have opted in to those that need it, and the role be allowed vpce:AllowMultiRegion. To take all back, leave an empty list. Default: none.",
  );
