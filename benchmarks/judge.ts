import { judgePaths } from "../policies/checker/judge-paths";

// What judging on all cores is compared with: the same in one thread. `node dist/benchmarks/judge.js FOLDER`
const [folder = ""] = process.argv.slice(2);
void judgePaths([folder], { threads: 0 }).then(({ exit_code }) => {
  process.exitCode = exit_code;
});
