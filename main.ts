import { runApp } from "./cli/app";

// What the cdktf command line runs (`app` in cdktf.json).
void runApp();
