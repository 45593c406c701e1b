import { mkdirSync } from "node:fs";
import { App } from "cdktf";
import { planEstate } from "../config/estate/plan-estate";
import { loadEnvironments } from "../config/load";
import { buildApp } from "../stacks/build-app";

// What the engine is compared with: all stacks of a folder of environments in one App of plain cdktf, which resolves
// and writes them in one process. `node dist/benchmarks/baseline.js ENVIRONMENTS OUT`
const [environments = "", outdir = ""] = process.argv.slice(2);
mkdirSync(outdir, { recursive: true });
const app = new App({ outdir, stackTraces: false });
buildApp(app, planEstate(loadEnvironments(environments)));
app.synth();
