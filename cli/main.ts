#!/usr/bin/env node
import { EXIT } from "./exit-codes";
import { needsPeers, peersProblem } from "./peers";
import { runProgram } from "./program";

// The project's own commands, such as `npm start` and `npm run policy`. The cdktf command line runs ../main.ts.

// On Node 20, the AWS SDK warns of versions of its own that this project does not have yet.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const args = process.argv.slice(2);
const problem = needsPeers(args) ? peersProblem() : undefined;
if (problem === undefined) void runProgram(args);
else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = EXIT.unjudgeable;
}
