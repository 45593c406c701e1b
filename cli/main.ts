import { runProgram } from "./program";

// The project's own commands: `npm start`, `npm run synth`, `npm run policy`. The cdktf command line runs ../main.ts.
void runProgram(process.argv.slice(2));
