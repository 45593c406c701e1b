import { types } from "node:util";

const capture = Error.captureStackTrace;

// cdktf captures a stack trace for every reference, into an object that is no error, and nobody reads it. Here it costs
// most of the time of a synthesis, because Jest translates each line of a trace to the source.
Error.captureStackTrace = (target, below) => {
  if (types.isNativeError(target)) capture(target, below);
};
