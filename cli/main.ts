#!/usr/bin/env node
import { runProgram } from "./program";

// The project's own commands, such as `npm start` and `npm run policy`. The cdktf command line runs ../main.ts.

// On Node 20, the AWS SDK warns of versions of its own that this project does not have yet.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
void runProgram(process.argv.slice(2));
